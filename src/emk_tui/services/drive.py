"""How a face holds a conversation: every ask goes to the face, every reply back to the flow."""

from collections.abc import Callable

from emk_tui.services.flows.asks import Ask, Back, Cancelled, Flow, Reply, Result


def drive(flow: Flow[Result], answer: Callable[[Ask], Reply]) -> Result:
    """Run a flow to its end; Cancelled and Back raised by the face are thrown into the flow first."""
    try:
        ask = next(flow)
        while True:
            try:
                reply = answer(ask)
            except (Cancelled, Back) as left:
                ask = flow.throw(left)
            else:
                ask = flow.send(reply)
    except StopIteration as end:
        result: Result = end.value
        return result
    finally:
        flow.close()
