"""A still picture of a page keeps its words and drawings, and nothing one could press."""

from holdspace.demo.still import still

PAGE = """<!doctype html><html><body><header>top</header><main id="main" class="page">
<h1>How it's <em>been</em></h1><p>A &lt;word&gt;</p><form action="/x"><button>Press</button></form>
<a class="pill quiet" href="/y">Away</a><a class="pill" href="tel:112">112</a><p><a href="/z">a link's words</a></p>
<section aria-labelledby="felt"><h2 id="felt">Felt</h2><svg viewBox="0 0 1 1" aria-labelledby="t"><title id="t">T</title><path d="M0 0"/></svg></section>
<details class="fold"><summary>Remove</summary><p>gone</p></details><br><p>after</p></main><footer>foot</footer></body></html>"""


def test_words_stay_and_what_one_presses_goes() -> None:
    made = still(PAGE)
    for stays in ("How it's", "A &lt;word&gt;", "a link's words", "<svg", "after", "112"):
        assert stays.replace("'", "&#x27;") in made, stays
    for gone in ("<form", "Press", "Away", "<a", "gone", "top", "foot", "Remove"):
        assert gone not in made, gone


def test_a_drawing_keeps_what_it_needs_and_headings_step_down() -> None:
    made = still(PAGE)
    assert 'viewBox="0 0 1 1"' in made
    assert 'd="M0 0"' in made
    assert "<h3>How it" in made
    assert "<h1" not in made


def test_one_section_can_be_taken_alone() -> None:
    made = still(PAGE, "felt")
    assert made.startswith("<section>")
    assert "A &lt;word" not in made
    assert still(PAGE, "nowhere") == ""


def test_what_somebody_wrote_cannot_become_a_tag() -> None:
    assert "<script" not in still("<main><p>&lt;script&gt;alert(1)&lt;/script&gt;</p></main>")
