"""The governorates of Iraq.

Source: ISO 3166-2:IQ for the codes. Halabja became the nineteenth governorate in 2025 and has no
code yet; ours is marked by a leading X, which ISO 3166 leaves to its users.
"""

from enum import StrEnum


class Governorate(StrEnum):
    """A governorate, by code."""

    BAGHDAD = "IQ-BG"
    NINEVEH = "IQ-NI"
    BASRA = "IQ-BA"
    SULAYMANIYAH = "IQ-SU"
    ERBIL = "IQ-AR"
    DUHOK = "IQ-DA"
    HALABJA = "IQ-XH"
    KIRKUK = "IQ-KI"
    ANBAR = "IQ-AN"
    NAJAF = "IQ-NA"
    KARBALA = "IQ-KA"
    BABIL = "IQ-BB"
    WASIT = "IQ-WA"
    DIYALA = "IQ-DI"
    SALAH_AL_DIN = "IQ-SD"
    MAYSAN = "IQ-MA"
    DHI_QAR = "IQ-DQ"
    MUTHANNA = "IQ-MU"
    QADISIYYAH = "IQ-QA"


NAMES: dict[Governorate, tuple[str, str, str]] = {
    Governorate.BAGHDAD: ("Baghdad", "بغداد", "بەغدا"),
    Governorate.NINEVEH: ("Nineveh", "نينوى", "نەینەوا"),
    Governorate.BASRA: ("Basra", "البصرة", "بەسرە"),
    Governorate.SULAYMANIYAH: ("Sulaymaniyah", "السليمانية", "سلێمانی"),
    Governorate.ERBIL: ("Erbil", "أربيل", "هەولێر"),
    Governorate.DUHOK: ("Duhok", "دهوك", "دهۆک"),
    Governorate.HALABJA: ("Halabja", "حلبجة", "هەڵەبجە"),
    Governorate.KIRKUK: ("Kirkuk", "كركوك", "کەرکووک"),
    Governorate.ANBAR: ("Anbar", "الأنبار", "ئەنبار"),
    Governorate.NAJAF: ("Najaf", "النجف", "نەجەف"),
    Governorate.KARBALA: ("Karbala", "كربلاء", "کەربەلا"),
    Governorate.BABIL: ("Babil", "بابل", "بابل"),
    Governorate.WASIT: ("Wasit", "واسط", "واست"),
    Governorate.DIYALA: ("Diyala", "ديالى", "دیالە"),
    Governorate.SALAH_AL_DIN: ("Salah al-Din", "صلاح الدين", "سەڵاحەدین"),
    Governorate.MAYSAN: ("Maysan", "ميسان", "میسان"),
    Governorate.DHI_QAR: ("Dhi Qar", "ذي قار", "زیقار"),
    Governorate.MUTHANNA: ("Muthanna", "المثنى", "موسەننا"),
    Governorate.QADISIYYAH: ("Qadisiyyah (Diwaniyah)", "القادسية (الديوانية)", "قادسیە"),
}
"""English, Arabic and Sorani names."""

OTHER_NAMES = {
    "ninawa": Governorate.NINEVEH,
    "mosul": Governorate.NINEVEH,
    "الموصل": Governorate.NINEVEH,
    "hawler": Governorate.ERBIL,
    "arbil": Governorate.ERBIL,
    "slemani": Governorate.SULAYMANIYAH,
    "sulaimani": Governorate.SULAYMANIYAH,
    "sulaimaniya": Governorate.SULAYMANIYAH,
    "basrah": Governorate.BASRA,
    "dohuk": Governorate.DUHOK,
    "diwaniyah": Governorate.QADISIYYAH,
    "الديوانية": Governorate.QADISIYYAH,
    "nasiriyah": Governorate.DHI_QAR,
    "hilla": Governorate.BABIL,
    "ramadi": Governorate.ANBAR,
    "salahaddin": Governorate.SALAH_AL_DIN,
}
"""What people write instead."""


def governorate_named(text: str) -> Governorate | None:
    """Return the governorate that a code or name means, None if it means none.

    Examples
    --------
    >>> governorate_named("Mosul"), governorate_named("هەولێر"), governorate_named("Paris")
    (<Governorate.NINEVEH: 'IQ-NI'>, <Governorate.ERBIL: 'IQ-AR'>, None)
    """
    return _BY_NAME.get(text.strip().casefold())


_BY_NAME: dict[str, Governorate] = {
    **OTHER_NAMES,
    **{name.casefold(): place for place, names in NAMES.items() for name in names},
    **{place.value.casefold(): place for place in Governorate},
    "qadisiyyah": Governorate.QADISIYYAH,
}
