"""Mail and SMS out, against real servers on this computer."""
