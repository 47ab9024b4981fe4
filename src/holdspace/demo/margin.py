"""x"""


def held_back(overheard, voice):
    return ()
