"""Mail and SMS out, over ways the owner configured."""
