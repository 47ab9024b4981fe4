"""Which page of Reflect is where."""

from starlette.routing import Route

from holdspace.desk import leaving, mine, reflecting, safe, sitting, supervision, unsafe, written

_POST = ["POST"]
PAGES = (
    Route("/desk/unsafe", unsafe.unsafe),
    Route("/desk/sw.js", unsafe.service_worker),
    Route("/desk/reflect", reflecting.home),
    Route("/desk/reflect/after", written.after),
    Route("/desk/reflect/moved", written.moved),
    Route("/desk/reflect/written", written.written),
    Route("/desk/reflect/written/{row}", written.one),
    Route("/desk/reflect/supervision", supervision.supervision),
    Route("/desk/reflect/mine", mine.mine),
    Route("/desk/reflect/mine/{stance}", mine.stance),
    Route("/desk/reflect/safe", safe.safe),
    Route("/desk/reflect/safe/{principle}/{moment}", safe.cell),
    Route("/desk/reflect/chair", sitting.seats),
    Route("/desk/reflect/chair/{scene}", sitting.sit),
    Route("/desk/reflect/colleagues", unsafe.colleagues),
    Route("/desk/reflect/leaving/{what}", leaving.piece_of),
)
ACTS = (
    Route("/desk/reflect/let-go", reflecting.let_go, methods=_POST),
    Route("/desk/reflect/today", reflecting.note_today, methods=_POST),
    Route("/desk/reflect/after", written.write_after, methods=_POST),
    Route("/desk/reflect/moved", written.write_moved, methods=_POST),
    Route("/desk/reflect/written/{row}", written.change_one, methods=_POST),
    Route("/desk/reflect/supervision", supervision.write_supervision, methods=_POST),
    Route("/desk/reflect/mine/{stance}", mine.hold_beside, methods=_POST),
    Route("/desk/reflect/safe/{principle}/{moment}", safe.set_cell, methods=_POST),
    Route("/desk/reflect/chair/{scene}", sitting.answer, methods=_POST),
    Route("/desk/reflect/leaving", leaving.settle, methods=_POST),
)
