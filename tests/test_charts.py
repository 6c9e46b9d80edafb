"""A chart lets go of its selected point where what was chosen by it is closed: the same point can be chosen again."""

from typing import Any

from lib.ui.kit.session import CHOSE


def chart(at: Any) -> str:
    """The identity of the page's first chart; the browser draws another one anew."""
    return str(at.get("plotly_chart")[0].proto.id)


def test_a_chart_is_drawn_anew_once_what_it_chose_is_closed(open_on_seeds: Any) -> None:
    due = "2018-10-15/ya-libnan"
    at = open_on_seeds("agreement", due=due)
    first = chart(at)
    params = {param: at.query_params[param] for param in at.query_params}
    at.session_state[CHOSE.key] = {
        "days": {param: [one] if isinstance(one, str) else list(one) for param, one in params.items()}
    }
    at.run()
    assert chart(at) == first
    at.button(key="close due").click().run()
    assert "due" not in at.query_params
    second = chart(at)
    assert second != first
    assert chart(at.run()) == second
