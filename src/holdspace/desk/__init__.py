"""The therapist's front door: an app of its own under /desk, with its own cookie, second step and lock.

A page is added in three places. Its function takes a request and returns `rendering.page(request, "desk/NAME.html", …)`; whoever is
signed in comes from `coming.therapist(request)`, which refuses everybody else by itself, and work that may wait for a disk runs through
`anyio.to_thread`. Its template lies in `ui/templates/desk/`, extends `desk/base.html`, and says in its block `strip` whose words are seen
and since when. Its route stands in `desk/door.py`, GET among `PAGES` and POST among `ACTS`, with the whole path. `tests/desk/walking.py`
then fails until its fields have an example. The desk never imports `web`: what both need lies in `ui/doors` or below.
"""

from holdspace.desk.door import build
from holdspace.desk.house import House

__all__ = ["House", "build"]
