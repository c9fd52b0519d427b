"""Small words of six languages: those that join two skills, and those that name none.

Written for Forsa from everyday speech: how people in Iraq, Denmark, Norway and Sweden say what
they can do, and how adverts ask for it. All are kept as search keys.
"""

from skills.search_key import search_key

_JOINING = """
and or also plus then
و أو ثم أيضا كذلك وكذلك وأيضا
یان یاخود هەروەها پاشان
og eller samt også och även också
"""

_SMALL = """
a an the this that these those it its i we you he she they my our your his her their me us
of in on at for from by with within as to into about than who which what when where there here
can could may might must will would shall should do does did am is are was were be been being
have has had know knows knew able very well good some all any more most less least only just
year years month months experience experienced skill skills ability looking seeking wanted need
needs needed required require requires want please apply minimum preferably preferred hiring join
work worked working job company team people person position candidates applicants new etc

أنا نحن هو هي هم أعرف أستطيع أقدر يمكنني عندي لدي عندنا لديه لديها خبرة بخبرة خبرتي في من على إلى
عن مع هذا هذه ذلك تلك التي الذي الذين جدا جيد جيدا كان كنت أن إن كل بعض لمدة سنة سنوات سنين شهر
أشهر اشتغلت أشتغل أعمل عملت شغلي أجيد بشكل مطلوب مطلوبة نبحث للعمل العمل لدى شركة شركتنا براتب خلال
قبل بعد حسب أي يجب يفضل يكون تكون قادر القدرة مهارة مهارات أحتاج نحتاج كمان هم گدر أگدر

من ئێمە تۆ ئەو ئەوان دەتوانم دەزانم شارەزام شارەزایی شارەزاییم ئەزموون ئەزموونم هەیە هەمە لە بۆ بە
تا کە ئەم ئەمە زۆر باش ساڵ ساڵە مانگ کارم کردووە دەکەم کردم پێویستمان پێویستە دەبێت داواکارین لەگەڵ

jeg jag du kan kunne kunna er är var har hade at att i på til till fra från for för med af av den
det de en et ett som vores vår vores min mit meget mycket bra god godt gode erfaring erfarenhet
erfaren år måneder månader søger søker söker skal ska skall være vara kender kjenner hos om der
"""

_WAW_IS_THEIRS = """
وقود وزن وزنة أوزان ورشة ورش ورشات ورق ورقي ورقية ورد ورود وردية ورديات وثيقة وثائق ولادة وجبة
وجبات وحدة وحدات وظيفة وظائف وظيفي واجهة واجهات واجبات وقاية وضع وصل وصلة وصلات وصفة وصفات
وكالة وكيل وسيط وسيلة وسائل وسائط وسادة وسائد وطن وطني وطنية ويب ويندوز وورد واتساب واي وايرات واير
وايرنك
ونش ونج وزير وزارة والد والدة ولد ودي وقت وقف وقوف وصول وقائي وقائية وراثة وجه ورم وعي وعاء ولاية
"""

JOINING = frozenset(search_key(word) for word in _JOINING.split())
"""Words between two skills; a name may hold one, as “health and safety” does."""

SMALL = frozenset(search_key(word) for word in _SMALL.split()) | JOINING
"""Words that no skill begins or ends with, unless its name does. No “not” is among them."""

WAW_IS_THEIRS = frozenset(search_key(word) for word in _WAW_IS_THEIRS.split())
"""Arabic words whose first letter is a و of their own, not the “and” that is written to a word."""
