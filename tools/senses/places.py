"""Makes the places of all examples of the voice: `make places`, after its lines or answers changed, or the model did."""

import numpy as np

from holdspace.models.senses.heads import HeadEar
from holdspace.models.senses.meaning import GRAIN, PLACES, key_of
from holdspace.voice.examples import examples
from tools.senses.shipped import write_sums


def main() -> None:
    """Write the file of places beside the model, and the sums of both."""
    every = {
        key_of(text): text for each in examples().values() for text in (*each.like, *each.unlike)
    }
    heads = HeadEar()
    places = np.array([heads.place(text) for text in every.values()])
    grains = np.clip(np.rint(places * GRAIN), -127, 127).astype(np.int8)
    np.savez(PLACES, keys=np.array(list(every), dtype=np.uint64), places=grains)
    write_sums()
    print(f"{len(every)} places")


if __name__ == "__main__":
    main()
