"""Common given names of Iraq with the ways in which they are written.

Source: our own knowledge of how Iraqi, Kurdish and Nordic offices write them. A line is one
name: forms of it are the same, and two names that share no line never are, however alike. Latin
forms that may be two names stand in both lines.
"""

LINES = """
محمد محەمەد محمّد mohammed mohammad mohamed muhammad muhammed muhamad mohamad mihemed mehmed
  mehemed mhamad muhammet
محمود مەحموود mahmoud mahmood mahmud mehmud mahmut
احمد ئەحمەد ahmed ahmad ehmed ahmet ahmmed
حمید حەمید hamid hameed hemid hamied
حامد حامید hamed haamid hamied
علی عەلی ali aly elî eli
علاء عەلا alaa ala
حسن حەسەن hassan hasan hesen
حسین حوسێن حسێن hussein hussain husain husein hisen huseyin hossein
حسنین hasanain hassanein hasanein hassanain
عمر عومەر omar umar omer umer
عمار عەممار ammar amar
عامر amer aamer amir
امیر ئەمیر ameer emir emîr amir
عبدالله عەبدوڵڵا عەبدوڵا abdullah abdallah abdulla evdila abdala
عبدالرحمن عەبدولڕەحمان abdulrahman abdelrahman abdulrehman abdurrahman evdirehman
عبدالکریم عەبدولکەریم abdulkarim abdulkareem abdelkarim abdulkerim
عبدالقادر عەبدولقادر abdulqadir abdulkader abdelkader abdulqader
عبدالعزیز abdulaziz abdelaziz abdulazeez
عبدالامیر abdulamir abdulameer abdalamir
عبدالحسین abdulhussein abdulhussain abdalhussein
یوسف یوسیف yusuf yousif yousef youssef yosif yusif usif
یونس yunus yunis younis yonis younes
ابراهیم ئیبراهیم ibrahim ebrahim ibraheem ibrahem
اسماعیل ئیسماعیل ismail ismael esmail ismaeel
عیسی عیسا eisa issa isa essa
موسی موسا musa mousa moussa
جاسم jasim jassim jasem
قاسم qasim qassim kasim kassem qasem ghasim
جعفر جەعفەر jafar jaafar jaffar cafer
جمال جەمال jamal gamal cemal jemal
کمال کەمال kamal kemal
کامل کامیل kamil kamel
کریم کەریم karim kareem kerim
کرار karrar karar
سلام سەلام salam selam
سلیم سەلیم saleem selim salim
سالم سالیم salem salim
سلمان سەلمان salman selman
سلیمان سولەیمان sulaiman suleiman sulayman silêman sleman
سعد سەعد saad
سعید سەعید saeed said saied seid
سعود saud saoud
سامی sami samy
سمیر سەمیر samir sameer semir
سامر samer saamir samir
رامی rami ramy
رائد raed raid
رعد raad
رشید ڕەشید rashid rasheed reshid
راشد rashed raashid rashid
صالح ساڵح saleh salih
صلاح سەلاح salah selah
صباح سەباح sabah sebah
صادق سادق sadiq sadeq sadik
طارق تاریق tariq tarek tareq tarik
طاهر تاهیر taher tahir
عثمان عوسمان othman uthman osman usman
عباس عەباس abbas ebas abas
عادل عادیل adel adil
عدنان عەدنان adnan ednan
غسان ghassan gassan
فارس faris fares
فاضل فازڵ fadhil fadel fazil fadil فازل
فیصل فەیسەڵ faisal faysal feisal
فؤاد fuad fouad foad
کاظم کازم kadhim kazem kazim kadhem kathim
ماجد majed maajid majid
مجید مەجید majid majeed mecid
مصطفی مستەفا mustafa mostafa mustapha mistefa
مهدی مەهدی mahdi mehdi
مرتضی murtadha murtada morteza murtaza
ناصر ناسر nasser naser nasir
نصیر nasir naseer
نزار nizar nezar
نوری nuri nouri noori
هادی hadi hady
هاشم hashim hashem
هیثم haitham haytham haithem
حیدر حەیدەر haidar haider haydar heydar hayder
خالد خالید khalid khaled xalid halid
خلیل خەلیل khalil khaleel xelil halil
ولید وەلید walid waleed welid
وسام wisam wissam
زید زەید zaid zayd zeid zeyd
زیاد ziad ziyad zeyad
ضیاء dhia diaa zia dhiaa
لؤی luay loay louay
اثیر atheer athir
عقیل عەقیل aqeel akil aqil
عزیز عەزیز aziz azeez eziz
ازاد ئازاد azad
شوان shwan shiwan
دلشاد دڵشاد dilshad delshad dilsad
هیوا hiwa heewa hîwa hêwa
سردار سەردار sardar serdar
کاوه کاوە kawa kaveh kawe
بختیار بەختیار bakhtiar bakhtyar bextiyar
رزگار ڕزگار rizgar rzgar
سامان saman
هیمن هێمن hemin hemn
هوشیار هۆشیار hoshyar hoshiar
نوزاد نەوزاد nawzad nowzad newzad
شیرزاد شێرزاد sherzad shirzad
دارا dara
ریبوار ڕێبوار rebwar ribwar rêbwar
فاطمه فاتمە فاتیمە fatima fatimah fatma fatema fatime
زینب زەینەب zainab zaynab zeinab zeyneb
مریم مەریەم maryam mariam meryem miryam
عائشه عایشە aisha aysha aicha ayse
زهراء زەهرا zahra zahraa zehra
نور نوور noor nour nur
نورا نوورا noora nora noura
هدی هودا huda hoda houda
سعاد سوعاد suad souad soad
امل ئەمەل amal emel
امال amaal aamal amal
سارا ساره سارە sara sarah
رنا rana
رانیا ranya raniya
شیرین shirin sherin shereen
هناء hanaa hana
هاله hala halah
شیلان shilan shelan
روژین ڕۆژین rojin rozhin
اواز ئاواز awaz
سوزان سۆزان sozan suzan
خدیجه خەدیجە khadija khadijah xecice hatice
رقیه روقەیە ruqaya ruqayya rukaya
ام um umm
حجی haji hajji
"""


def known_names() -> dict[str, frozenset[int]]:
    """Return by written form the numbers of the names that it may be. Indented lines go on."""
    found: dict[str, set[int]] = {}
    number = 0
    for line in LINES.splitlines():
        number += not line.startswith(" ")
        for form in line.split():
            found.setdefault(form, set()).add(number)
    return {form: frozenset(numbers) for form, numbers in found.items()}
