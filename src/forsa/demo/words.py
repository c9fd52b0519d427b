"""What the made-up world says: places, sentences of vacancies, words that nobody knows."""

from collections.abc import Mapping

from kernel.places import Governorate as G

PHONE_PREFIX = "+964770000"
"""Numbers like 0770 000 0042, of which the import template takes its examples too."""

OCCUPATIONS = (
    "Welder",
    "Electrician",
    "Plumber",
    "House painter",
    "Tiler",
    "Bricklayer",
    "Construction carpenter",
    "Furniture carpenter",
    "Car mechanic",
    "Generator technician",
    "Solar technician",
    "Air conditioning technician",
    "Truck driver",
    "Delivery driver",
    "Forklift operator",
    "Warehouse worker",
    "Storekeeper",
    "Cook",
    "Baker",
    "Waiter",
    "Tailor",
    "Sewing machinist",
    "Hairdresser",
    "Cleaner",
    "Gardener",
    "Accountant",
    "Office clerk",
    "IT support technician",
)
"""What people here have worked as and employers look for, by English name in the taxonomy."""

LICENCES: Mapping[str, str] = {
    "Truck driver": "driving_c",
    "Delivery driver": "driving_b",
    "Forklift operator": "forklift",
}
"""The licence without which an occupation cannot be worked in."""

WHERE_EMPLOYERS_ARE = (
    G.ERBIL,
    G.SULAYMANIYAH,
    G.BAGHDAD,
    G.DUHOK,
    G.NINEVEH,
    G.KIRKUK,
    G.BASRA,
    G.HALABJA,
    G.NAJAF,
    G.ANBAR,
    G.ERBIL,
    G.BAGHDAD,
)
"""In turn, one for each employer."""

SENTENCES: Mapping[str, tuple[str, ...]] = {
    "en": (
        "Full-time work. Tools and work clothes are there.",
        "We show you how we work in the first week.",
        "A small team and a quiet workplace.",
        "Pay comes at the end of each month, with a written contract.",
    ),
    "ar": (
        "دوام كامل، والعدّة وملابس العمل متوفرة.",
        "نعرّفك على طريقة عملنا في الأسبوع الأول.",
        "فريق صغير ومكان عمل هادئ.",
        "الأجر في نهاية كل شهر، وبعقد مكتوب.",
    ),
    # review: the Sorani sentences
    "ckb": (
        "کاری تەواوکات، کەرەستە و جلی کار ئامادەیە.",
        "لە هەفتەی یەکەمدا شێوازی کارمانت پیشان دەدەین.",
        "تیمێکی بچووک و شوێنێکی کاری هێمن.",
        "مووچە لە کۆتایی هەموو مانگێکدا، بە گرێبەستی نووسراو.",
    ),
}
"""Of which a vacancy's description is made."""

UNKNOWN_WORDS: Mapping[str, tuple[str, ...]] = {
    "en": ("zellij in the old way", "camel bells", "reading the river"),
    "ar": ("نقش على البيض", "عمل الدبكة", "ترويض الصقور"),
    "ckb": ("هەڵپەڕکێ", "گۆچانسازی", "ڕاوی کەو"),
    "da": ("høvdingebold", "hyggearrangør", "vikingespil"),
    "sv": ("kubbspel", "fikakonst", "surströmmingsprov"),
    "nb": ("dugnadsånd", "brunostkunst", "sparkføring"),
}
"""Skills of which no taxonomy has heard: they stay in people's own words."""
