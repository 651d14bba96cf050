//! The words of pages and drawings, in Kazakh, Russian and English.

use derek_study::Lang;

macro_rules! words {
    ($($name:ident: $en:literal, $ru:literal, $kk:literal;)+) => {
        /// A word or a sentence of the interface.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Word {
            $(
                #[doc = $en]
                $name,
            )+
        }

        impl Word {
            /// Every word, for tests and translators.
            pub const ALL: &'static [Word] = &[$(Word::$name),+];

            /// The word in one language.
            pub fn get(self, lang: Lang) -> &'static str {
                let (en, ru, kk) = match self {
                    $(Word::$name => ($en, $ru, $kk),)+
                };
                match lang {
                    Lang::En => en,
                    Lang::Ru => ru,
                    Lang::Kk => kk,
                }
            }
        }
    };
}

words! {
    // The frame of every page.
    Tagline: "Checks what is said about the past against its sources", "Сверяет сказанное о прошлом с источниками", "Өткен туралы айтылғанды дереккөздермен салыстырады";
    SkipToText: "Skip to the text", "Перейти к тексту", "Мәтінге өту";
    Pages: "Pages", "Страницы", "Беттер";
    Language: "Language", "Язык", "Тіл";
    Keys: "Keyboard", "Клавиши", "Пернелер";
    KeySearch: "search", "поиск", "іздеу";
    KeyNext: "next finding", "следующее возражение", "келесі ескерту";
    KeyPrevious: "previous finding", "предыдущее возражение", "алдыңғы ескерту";
    KeyOpen: "open or close it", "раскрыть или закрыть", "ашу немесе жабу";
    KeyAccept: "let it stand, with a reason", "оставить как есть, с обоснованием", "негіздеп, сол күйінде қалдыру";
    KeyWrongAlarm: "call it a wrong alarm, with a reason", "назвать ложной тревогой, с обоснованием", "негіздеп, жалған дабыл деп тану";
    KeySend: "in the reason: send it", "в обосновании: отправить", "негіздемеде: жіберу";
    KeyHelp: "this help", "эта справка", "осы анықтама";
    Close: "Close", "Закрыть", "Жабу";
    LocalOnly: "Everything stays on this computer.", "Всё остаётся на этом компьютере.", "Бәрі осы компьютерде қалады.";

    // The first screen.
    CheckAText: "Check a text", "Проверить текст", "Мәтінді тексеру";
    CheckLead: "A chapter, an article, a thesis: derek reads it as a careful colleague would and asks about what does not fit.", "Глава, статья, диссертация: derek прочтёт её, как внимательный коллега, и спросит о том, что не сходится.", "Тарау, мақала, диссертация: derek оны ұқыпты әріптес сияқты оқып, үйлеспейтін жерлері туралы сұрайды.";
    DropHere: "Drop a file here, or several", "Перетащите сюда файл или несколько", "Файлды не бірнеше файлды осында сүйреп әкеліңіз";
    ChooseFile: "Or choose files", "Или выберите файлы", "Немесе файлдарды таңдаңыз";
    FileKinds: "Word (.docx), OpenDocument (.odt, .ods), PDF and scans, RTF, EPUB, web page, Excel (.xlsx), CSV, plain text or Markdown in any encoding, TEI, ALTO, PAGE, hOCR; up to 200 MB together. Sources and a bibliography (.bib, .ris, .json, .rdf) may come along.", "Word (.docx), OpenDocument (.odt, .ods), PDF и сканы, RTF, EPUB, веб-страница, Excel (.xlsx), CSV, простой текст или Markdown в любой кодировке, TEI, ALTO, PAGE, hOCR; вместе до 200 МБ. Можно приложить источники и библиографию (.bib, .ris, .json, .rdf).", "Word (.docx), OpenDocument (.odt, .ods), PDF және скандар, RTF, EPUB, веб-бет, Excel (.xlsx), CSV, кез келген кодтаудағы жай мәтін не Markdown, TEI, ALTO, PAGE, hOCR; барлығы 200 МБ-қа дейін. Дереккөздер мен библиографияны (.bib, .ris, .json, .rdf) қоса беруге болады.";
    PasteHere: "Or paste the text", "Или вставьте текст", "Немесе мәтінді қойыңыз";
    CheckIt: "Check", "Проверить", "Тексеру";
    Checking: "Reading and checking…", "Читаю и проверяю…", "Оқып, тексеріп жатырмын…";
    TrySample: "No text at hand? Try a sample essay:", "Нет текста под рукой? Возьмите учебное эссе:", "Қолыңызда мәтін жоқ па? Үлгі эссені алыңыз:";
    SampleEnglish: "in English", "на английском", "ағылшынша";
    SampleRussian: "in Russian", "на русском", "орысша";
    RecentTexts: "Recently checked", "Недавно проверенные", "Жақында тексерілгендер";
    NoRecentTexts: "Nothing has been checked here yet. Your texts will be listed in this place.", "Здесь ещё ничего не проверяли. Ваши тексты появятся в этом списке.", "Мұнда әзірге ештеңе тексерілмеген. Мәтіндеріңіз осы тізімде шығады.";
    OpenAStudy: "Open a study", "Открыть исследование", "Зерттеуді ашу";
    StudyLead: "A folder of plain files: cards about people, organs and events, a bibliography, the sources’ texts.", "Папка с обычными файлами: карточки о лицах, органах и событиях, библиография, тексты источников.", "Қарапайым файлдар бумасы: тұлғалар, органдар мен оқиғалар туралы карточкалар, библиография, дереккөз мәтіндері.";
    FolderPath: "Path of the folder", "Путь к папке", "Бума жолы";
    Open: "Open", "Открыть", "Ашу";
    OpenNow: "Open now", "Сейчас открыто", "Қазір ашық";
    OpenedBefore: "Opened before", "Открывались раньше", "Бұрын ашылғандар";
    ReferenceStudy: "The reference study that ships with derek", "Справочное исследование, поставляемое с derek", "derek-пен бірге келетін анықтамалық зерттеу";
    NoStudyOpen: "No study is open", "Исследование не открыто", "Ашық зерттеу жоқ";
    NoStudyHelp: "Open a folder on the first page.", "Откройте папку на первой странице.", "Басты беттен буманы ашыңыз.";

    // Reasoning.
    Reasoning: "What follows", "Что следует", "Не шығады";
    AskIt: "What you can ask of this study", "Что можно спросить у этого исследования", "Бұл зерттеуден не сұрауға болады";
    NotTranslated: "no name in this language yet", "на этом языке названия ещё нет", "бұл тілде атауы әзірге жоқ";
    WordsNotTranslated: "as on the card: not translated yet", "как на карточке: перевода ещё нет", "карточкадағыдай: аудармасы әзірге жоқ";
    StructurePage: "Structure", "Структура", "Құрылым";
    CausesPage: "Causes", "Причины", "Себептер";
    NetworkPage: "Network", "Сеть", "Желі";
    ArgumentsPage: "Arguments", "Доводы", "Дәлелдер";
    IfItFell: "what falls without this source", "что отпадёт без этого источника", "осы дереккөзсіз не құлайды";
    RulesPage: "Rules", "Правила", "Ережелер";
    PeriodsPage: "Periods", "Периоды", "Кезеңдер";
    ComparePage: "Compare", "Сравнение", "Салыстыру";

    // Findings.
    Findings: "Findings", "Возражения", "Ескертулер";
    NoFindings: "Nothing to object to.", "Возражений нет.", "Ескерту жоқ.";
    NoFindingsLead: "derek ran every check and found no place to ask about. That is no proof that all is right.", "derek выполнил все проверки и не нашёл, о чём спросить. Это не доказывает, что всё верно.", "derek барлық тексерісті жүргізіп, сұрайтын жер таппады. Бұл бәрі дұрыс деген дәлел емес.";
    NoneAtLevel: "There is nothing at this level.", "На этом уровне ничего нет.", "Бұл деңгейде ештеңе жоқ.";
    AllLevels: "all", "все", "бәрі";
    Show: "Show", "Показать", "Көрсету";
    Because: "Because", "Почему", "Себебі";
    Help: "What would settle it", "Что решит вопрос", "Мәселені не шешеді";
    Places: "Where", "Где", "Қайда";
    AcceptIt: "Let it stand, with a reason", "Оставить как есть, с обоснованием", "Негіздеп, сол күйінде қалдыру";
    Reason: "Reason", "Обоснование", "Негіздеме";
    ReasonHint: "It is kept with the text and will be printed in the apparatus.", "Сохранится вместе с текстом и войдёт в критический аппарат.", "Мәтінмен бірге сақталып, сыни аппаратқа кіреді.";
    YourName: "Your name (may be left empty)", "Ваше имя (можно не указывать)", "Атыңыз (жазбауға да болады)";
    Accept: "Let it stand", "Оставить как есть", "Сол күйінде қалдыру";
    Accepted: "Left to stand", "Оставлено с обоснованием", "Негізделіп қалдырылған";
    WrongAlarm: "It is a wrong alarm", "Это ложная тревога", "Бұл — жалған дабыл";
    CalledWrongAlarm: "Called a wrong alarm", "Признано ложной тревогой", "Жалған дабыл деп танылды";
    HandBack: "Back to the author", "Вернуть автору", "Авторға қайтару";
    WordWithComments: "Word file with comments", "Файл Word с примечаниями", "Түсініктемелері бар Word файлы";
    OpenWithComments: "OpenDocument file with comments", "Файл OpenDocument с примечаниями", "Түсініктемелері бар OpenDocument файлы";
    PageToSend: "Page to print or send", "Страница для печати или отправки", "Басып шығаратын не жіберетін бет";
    CommentsElsewhere: "Comments can be put into Word (.docx) and OpenDocument (.odt) files; of this text there is the page.", "Примечания можно поставить в файлы Word (.docx) и OpenDocument (.odt); для этого текста есть страница.", "Түсініктемелерді Word (.docx) және OpenDocument (.odt) файлдарына қоюға болады; бұл мәтін үшін бет бар.";
    TakeBack: "Take back", "Отменить", "Қайтарып алу";
    Undo: "Undo the last change", "Отменить последнее изменение", "Соңғы өзгерісті болдырмау";
    Margin: "In the margin", "На полях", "Жиектегі жазба";
    TextItself: "The text", "Текст", "Мәтін";
    Encoding: "encoding", "кодировка", "кодтауы";
    NoParagraphs: "The text is empty.", "Текст пуст.", "Мәтін бос.";
    Forget: "Remove from this list", "Убрать из списка", "Тізімнен алып тастау";

    // Several files, and long ones.
    WhichManuscript: "Which of these is the manuscript?", "Какой из этих файлов — рукопись?", "Бұлардың қайсысы — қолжазба?";
    WhichLead: "It is read and questioned; its quotations are held to the other texts, and its citations to the bibliography.", "Её derek прочтёт и задаст по ней вопросы; цитаты сверит с остальными текстами, ссылки — с библиографией.", "derek соны оқып, сұрақ қояды; дәйексөздерін қалған мәтіндермен, сілтемелерін библиографиямен салыстырады.";
    EachAlone: "All of them: check each on its own", "Все: проверить каждый отдельно", "Бәрі: әрқайсысын бөлек тексеру";
    Bibliography: "bibliography", "библиография", "библиография";
    OnlyBibliographies: "These are bibliographies, and no text to check", "Это библиографии, а текста для проверки нет", "Бұлар — библиографиялар, тексеретін мәтін жоқ";
    OnlyBibliographiesHelp: "Drop the manuscript together with them.", "Перетащите вместе с ними рукопись.", "Олармен бірге қолжазбаны да сүйреп әкеліңіз.";
    HeldTo: "Held to", "Сверено с", "Салыстырылған дереккөздер";
    AnotherManuscript: "Another of them is the manuscript", "Рукопись — другой из этих файлов", "Қолжазба — осы файлдардың басқасы";
    LayBeside: "Lay sources or a bibliography beside it", "Приложить источники или библиографию", "Дереккөздер не библиография қосу";
    LayBesideHelp: "Quotations are then held to these texts, and citations to the bibliography.", "Тогда цитаты сверяются с этими текстами, а ссылки — с библиографией.", "Сонда дәйексөздер осы мәтіндермен, сілтемелер библиографиямен салыстырылады.";
    TakeAway: "Take the sources away", "Убрать источники", "Дереккөздерді алып тастау";
    BackToTheText: "Back to the text", "Вернуться к тексту", "Мәтінге оралу";
    StageWaiting: "waiting", "в очереди", "кезекте";
    StageReading: "reading", "чтение", "оқылуда";
    StageChecking: "checking", "проверка", "тексерілуде";
    StageDone: "done", "готово", "дайын";
    Elapsed: "elapsed", "прошло", "өткен уақыт";
    MayLeave: "You may leave this page: the check goes on, and the text will be in the list of the first page.", "Эту страницу можно закрыть: проверка продолжится, а текст появится в списке на первой странице.", "Бұл беттен кетуге болады: тексеріс жүре береді, мәтін басты беттегі тізімде шығады.";
    OpensItself: "The findings open by themselves when they are there.", "Возражения откроются сами, как только будут готовы.", "Ескертулер дайын болғанда өздері ашылады.";
    SeveralChecked: "Texts checked together", "Тексты, проверенные вместе", "Бірге тексерілген мәтіндер";
    PreviousPart: "previous", "назад", "алдыңғы";
    NextPart: "next", "дальше", "келесі";
    ToNextFinding: "next finding", "следующее возражение", "келесі ескерту";
    ToPreviousFinding: "previous finding", "предыдущее возражение", "алдыңғы ескерту";
    FindingNumber: "Finding", "Возражение", "Ескерту";
    GoTo: "Go", "Перейти", "Өту";
    PartsOfText: "Parts of the text", "Части текста", "Мәтін бөліктері";
    HowItWasRead: "How it was read", "Как это прочитано", "Қалай оқылды";
    InTheText: "In the text", "В тексте", "Мәтінде";
    InTheSource: "In the source", "В источнике", "Дереккөзде";
    ByCause: "Findings by cause", "Возражения по причинам", "Ескертулер себебі бойынша";
    OneCause: "One cause alone", "Только одна причина", "Тек бір себеп";
    AllCauses: "all findings", "все возражения", "барлық ескерту";

    // A study.
    Timeline: "Timeline", "Лента времени", "Уақыт желісі";
    Sources: "Sources", "Источники", "Дереккөздер";
    Checks: "Checks", "Проверки", "Тексерістер";
    SearchNames: "Search by name", "Поиск по имени", "Атау бойынша іздеу";
    SearchHint: "in any alphabet: Бөкейхан, Bukeikhanov, بوكەيحان", "любым алфавитом: Бөкейхан, Bukeikhanov, بوكەيحان", "кез келген жазумен: Бөкейхан, Bukeikhanov, بوكەيحان";
    Search: "Search", "Искать", "Іздеу";
    FoundNothing: "No card has such a name.", "Карточки с таким именем нет.", "Мұндай атаулы карточка жоқ.";
    FoundNothingHelp: "Try fewer letters, or another spelling.", "Попробуйте меньше букв или другое написание.", "Азырақ әріппен немесе басқаша жазып көріңіз.";
    AllCards: "All cards", "Все карточки", "Барлық карточка";
    ForOpenRefine: "For a table in OpenRefine, add this reconciliation service:", "Чтобы сверять таблицу в OpenRefine, добавьте в нём эту службу сопоставления:", "OpenRefine кестесін салыстыру үшін онда мына салыстыру қызметін қосыңыз:";
    EmptyStudy: "This study has no cards yet.", "В этом исследовании пока нет карточек.", "Бұл зерттеуде әзірге карточка жоқ.";
    EmptyStudyHelp: "Put a Markdown file such as this one into the folder cards/, then reload this page.", "Положите в папку cards/ файл Markdown, например такой, и обновите страницу.", "cards/ бумасына мысалы мынадай Markdown файлын салып, бетті жаңартыңыз.";
    AlsoCalled: "Also", "Также", "Сондай-ақ";
    SaidOfIt: "What is said", "Что сказано", "Не айтылған";
    Notes: "Notes", "Заметки", "Жазбалар";
    WhatFollows: "Its time, by the rest of the study", "Время по остальному исследованию", "Зерттеудің қалған бөлігі бойынша уақыты";
    PointsHere: "Cards that point here", "Ссылаются сюда", "Осында сілтейтін карточкалар";
    FileOfCard: "File", "Файл", "Файл";
    Weighed: "Weighing", "Взвешивание", "Таразылау";
    WeighIt: "Weigh what the sources say here", "Взвесить, что здесь говорят источники", "Мұнда дереккөздердің айтқанын таразылау";
    Judgement: "judgement", "суждение", "пайым";
    Intention: "as an intention", "как намерение", "ниет ретінде";
    Norm: "as a norm", "как норма", "норма ретінде";
    Hearsay: "as hearsay", "с чужих слов", "естуінше";
    ProbableReading: "probable reading", "вероятное чтение", "оқылуы ықтимал";
    ConjecturalReading: "conjectural reading", "предположительное чтение", "оқылуы болжамды";
    Denied: "denied", "отрицается", "жоққа шығарылған";
    Doubted: "doubted", "под сомнением", "күмән келтірілген";
    Rejected: "judged not so", "суждение: не так", "пайым: олай емес";
    LeftOpen: "judged open", "суждение: вопрос открыт", "пайым: ашық мәселе";
    Revised: "revised since", "пересмотрено", "кейін қайта қаралған";
    Through: "through", "через", "арқылы";
    In: "as", "как", "ретінде";
    UnreadDate: "date not understood", "дата не понята", "күні түсініксіз";
    Understood: "understood as", "понято как", "былай түсінілді";
    OldStyleIf: "if Old Style", "если по старому стилю", "ескі стиль болса";
    NewStyleIf: "if New Style", "если по новому стилю", "жаңа стиль болса";
    PassageBehind: "The passage", "Фрагмент", "Үзінді";
    NoSuchPlace: "The text that is held has no such place.", "В имеющемся тексте такого места нет.", "Қолдағы мәтінде мұндай жер жоқ.";
    NoEntry: "not in the bibliography", "нет в библиографии", "библиографияда жоқ";
    WordsDiffer: "The value’s own words do not stand here; it is told in other words.", "Слов самого значения здесь нет: оно пересказано.", "Мәннің өз сөздері мұнда жоқ: ол басқаша айтылған.";
    NoCitation: "no source given", "источник не указан", "дереккөзі көрсетілмеген";
    UnknownCard: "no card of this name", "нет такой карточки", "мұндай карточка жоқ";
    CitedBy: "Cited on cards", "Карточки со ссылкой", "Сілтеме жасаған карточкалар";
    NotCited: "Not cited on any card.", "Ни в одной карточке ссылки нет.", "Ешбір карточкада сілтеме жоқ.";
    TextHeld: "text held", "текст есть", "мәтіні бар";
    NoSources: "The bibliography is empty.", "Библиография пуста.", "Библиография бос.";
    NoSourcesHelp: "Export it from Zotero as bibliography.bib into the study’s folder.", "Экспортируйте её из Zotero в папку исследования под именем bibliography.bib.", "Оны Zotero-дан зерттеу бумасына bibliography.bib атымен шығарыңыз.";
    Untitled: "without a title", "без заглавия", "атаусыз";

    // Who is who.
    SamePerson: "Same person?", "Одно лицо?", "Бір адам ба?";
    SameLead: "derek compares the names of your cards with those in your sources. What you judge is kept in identities.yaml, with its reason, and always wins.", "derek сравнивает имена в карточках с именами в источниках. Ваше суждение хранится в identities.yaml вместе с обоснованием и всегда имеет преимущество.", "derek карточкалардағы есімдерді дереккөздердегі есімдермен салыстырады. Пайымыңыз негіздемесімен identities.yaml файлында сақталады және әрқашан басым болады.";
    SameYes: "One person", "Одно лицо", "Бір адам";
    SameNo: "Two people", "Два лица", "Екі адам";
    SameLater: "Later", "Позже", "Кейін";
    SameReason: "Why so", "Почему", "Неге олай";
    SameReasonHint: "One sentence that another reader can weigh.", "Одно предложение, которое сможет взвесить другой читатель.", "Басқа оқырман таразылай алатын бір сөйлем.";
    SameNothing: "There is no one to ask about.", "Спрашивать не о ком.", "Сұрайтын ешкім жоқ.";
    SameNothingHelp: "Questions appear when names in the cards of people, or in the texts of the sources, may be one person’s: make cards, or put texts into texts/.", "Вопросы появляются, когда имена в карточках лиц или в текстах источников могут принадлежать одному лицу: заводите карточки или кладите тексты в texts/.", "Тұлғалардың карточкаларындағы не дереккөз мәтіндеріндегі есімдер бір адамдікі болуы мүмкін кезде сұрақ шығады: карточка ашыңыз немесе мәтіндерді texts/ бумасына салыңыз.";
    SameAllAnswered: "All questions are answered.", "На все вопросы есть ответ.", "Барлық сұраққа жауап берілді.";
    SameEvidence: "The names, part by part", "Имена по частям", "Есімдер бөлік-бөлігімен";
    SameJoined: "Taken for one person", "Считаются одним лицом", "Бір адам деп алынғандар";
    SameJoinedHelp: "By spelling, or by your judgement. Whoever does not belong is taken out with one answer.", "По написанию или по вашему суждению. Того, кто сюда не относится, можно отделить одним ответом.", "Жазылуы не сіздің пайымыңыз бойынша. Бұған жатпайтынын бір жауаппен бөліп алуға болады.";
    SameApart: "This is another person", "Это другое лицо", "Бұл басқа адам";
    SameJudged: "Your judgements", "Ваши суждения", "Пайымдарыңыз";
    SameVoid: "no one is named so there now", "теперь там никто так не назван", "қазір ол жерде ешкім бұлай аталмаған";
    SameContradicted: "not followed: it contradicts earlier judgements", "не учитывается: противоречит более ранним суждениям", "ескерілмейді: бұрынғы пайымдарға қайшы";
    NoLetters: "left out", "опущено", "айтылмаған";
    KeySameYes: "one person", "одно лицо", "бір адам";
    KeySameNo: "two people", "два лица", "екі адам";
    KeySameLater: "to the next question", "к следующему вопросу", "келесі сұраққа";
    KeyUndo: "take the last change back", "отменить последнюю правку", "соңғы түзетуді қайтару";

    // The timeline.
    Undated: "Undated", "Без даты", "Күні жоқ";
    OutsideWindow: "Outside these years", "За пределами этих лет", "Бұл жылдардан тыс";
    AsTable: "As a table", "Таблицей", "Кесте түрінде";
    Name: "Name", "Название", "Атауы";
    Earliest: "Earliest", "Не раньше", "Ең ерте";
    Latest: "Latest", "Не позже", "Ең кеш";
    BothStyles: "both styles", "оба стиля", "екі стиль";
    TimelineKeys: "Drag to move, Ctrl and the wheel to come closer; on the keyboard ← → and + −.", "Перетаскивайте, чтобы сдвинуть; Ctrl и колесо — чтобы приблизить; с клавиатуры ← → и + −.", "Жылжыту үшін сүйреңіз, жақындату үшін Ctrl мен дөңгелек; пернетақтада ← → және + −.";
    LegendAbout: "about then", "около этого времени", "шамамен сол кезде";
    LegendEither: "one day, by one calendar or the other", "один день, по одному календарю или по другому", "бір күн, бір күнтізбе не екіншісі бойынша";
    LegendOpen: "open, without limit", "открыто, без ограничения", "ашық, шектеусіз";
    LegendUnknown: "nobody says when", "когда — неизвестно", "қашан екені белгісіз";
    Years: "From – to", "С – по", "Аралығы";
    Earlier: "earlier", "раньше", "ертерек";
    Later: "later", "позже", "кейінірек";
    Closer: "closer", "ближе", "жақынырақ";
    Wider: "wider", "шире", "кеңірек";
    AllYears: "all years", "все годы", "барлық жыл";
    Legend: "How to read it", "Как читать", "Қалай оқылады";
    LegendSure: "surely so", "несомненно", "күмәнсіз";
    LegendUnsure: "begins or ends somewhere here", "где-то здесь начало или конец", "басы не аяғы осы тұста";
    LegendWithin: "on some day within", "в один из этих дней", "осы күндердің бірінде";
    LegendDay: "one day", "один день", "бір күн";
    LegendJudged: "as judged by the historian", "по суждению историка", "тарихшының пайымы бойынша";
    LegendParted: "testimonies that cannot all hold", "свидетельства, не согласующиеся друг с другом", "бір-біріне қайшы айғақтар";
    NothingToDraw: "No card has a date yet.", "Ни у одной карточки ещё нет даты.", "Әзірге ешбір карточкада күн жоқ.";
    NothingToDrawHelp: "Give an event a line “when:” with a date.", "Добавьте событию строку «when:» с датой.", "Оқиғаға күні бар «when:» жолын қосыңыз.";

    // A date, explained.
    DateAlone: "Date", "Дата", "Күн";
    DateLead: "Write a date as your source has it, and see at once how derek understands it: which days, in which calendar, and why.", "Напишите дату так, как она стоит в источнике, и сразу увидите, как её понимает derek: какие дни, по какому календарю и почему.", "Күнді дереккөзде қалай тұрса, солай жазыңыз: derek оны қалай түсінетіні бірден көрінеді — қай күндер, қай күнтізбе бойынша және неге.";
    DateField: "A date in words or in EDTF", "Дата словами или в EDTF", "Күн сөзбен немесе EDTF түрінде";
    DateExplain: "Explain", "Объяснить", "Түсіндіру";
    DateExamples: "For example", "Например", "Мысалы";
    DateElsewhere: "For other programs", "Для других программ", "Басқа бағдарламалар үшін";
    NotExported: "cannot be said there without claiming too much", "этого там нельзя сказать, не утверждая лишнего", "артық айтпай ол жерде жеткізу мүмкін емес";
    HowUnderstood: "how it was understood", "как это понято", "қалай түсінілді";
    DayOfDate: "day", "день", "күні";
    DaysOfDate: "days", "дни", "күндері";
    BeginsOn: "begins", "начало", "басталуы";
    EndsOn: "ends", "конец", "аяқталуы";
    OldStyle: "Old Style", "старый стиль", "ескіше";
    NewStyle: "New Style", "новый стиль", "жаңаша";
    OldStyleShort: "O.S.", "ст. ст.", "ескіше";
    NewStyleShort: "N.S.", "н. ст.", "жаңаша";
    OrElse: "or else", "или же", "немесе";
    CalendarOfDate: "calendar", "календарь", "күнтізбе";
    Edtf: "EDTF", "EDTF", "EDTF";
    OpenEnd: "without limit", "без ограничения", "шектеусіз";
    UnknownEnd: "unknown", "неизвестно", "белгісіз";
    Steps: "steps", "шаги", "қадамдар";
    Copy: "Copy", "Копировать", "Көшіру";
    Copied: "Copied", "Скопировано", "Көшірілді";
    Hint: "hint", "подсказка", "кеңес";

    // Checks.
    ChecksLead: "What a careful reader would object. One check, one page.", "О чём спросил бы внимательный читатель. Одна проверка — одна страница.", "Ұқыпты оқырман не сұрар еді. Бір тексеріс — бір бет.";
    ManualInEnglish: "The manual is written in English.", "Руководство написано по-английски.", "Нұсқаулық ағылшын тілінде жазылған.";

    // Trouble.
    NotFound: "There is no such page", "Такой страницы нет", "Мұндай бет жоқ";
    NotFoundHelp: "It may have been renamed, or another study is open now.", "Возможно, её переименовали или открыто другое исследование.", "Ол қайта аталған немесе қазір басқа зерттеу ашық болуы мүмкін.";
    BackToStart: "Back to the first page", "На первую страницу", "Басты бетке";
    Refused: "This request did not come from derek’s own page", "Запрос пришёл не со страницы derek", "Бұл сұрау derek бетінен келген жоқ";
    RefusedHelp: "Open derek by the address it printed in the terminal.", "Откройте derek по адресу, который он показал в терминале.", "derek-ті терминалда көрсетілген мекенжаймен ашыңыз.";
    TooLarge: "The file is too large", "Файл слишком велик", "Файл тым үлкен";
    TooLargeHelp: "derek takes up to 200 MB at once. Divide the text into parts.", "derek принимает до 200 МБ за раз. Разделите текст на части.", "derek бір жолда 200 МБ-қа дейін қабылдайды. Мәтінді бөліктерге бөліңіз.";
    NothingSent: "No text was given", "Текст не передан", "Мәтін берілмеді";
    NothingSentHelp: "Choose a file or paste some words, then press the button again.", "Выберите файл или вставьте текст и нажмите кнопку ещё раз.", "Файл таңдаңыз немесе мәтін қойып, батырманы қайта басыңыз.";
    ReasonMissing: "A reason is needed", "Нужно обоснование", "Негіздеме керек";
    ReasonMissingHelp: "A finding stays only with a reason that another reader can weigh.", "Возражение остаётся только с обоснованием, которое сможет взвесить другой читатель.", "Ескерту басқа оқырман таразылай алатын негіздемемен ғана қалады.";
    Failed: "This could not be done", "Не удалось выполнить", "Орындалмады";
    Mistaken: "derek is mistaken: this page could not be made", "Ошибка derek: страницу не удалось составить", "derek қателесті: бұл бет жасалмады";
    MistakenHelp: "The rest goes on working. Please tell us what you did.", "Остальное работает. Сообщите нам, пожалуйста, что вы делали.", "Қалғаны жұмыс істейді. Не істегеніңізді бізге жазыңызшы.";
}

/// A thing that is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Noun {
    /// Findings.
    Finding,
    /// Cards.
    Card,
    /// Paragraphs.
    Paragraph,
    /// Sources.
    Source,
    /// Things drawn or listed.
    Item,
    /// Testimonies.
    Testimony,
    /// Days.
    Day,
    /// Cells of tables.
    Cell,
}

/// A count with its noun: `1 finding`, `2 возражения`, `5 ескерту`.
///
/// ```
/// use derek_publish::words::{Noun, counted};
/// use derek_study::Lang;
/// assert_eq!(counted(21, Noun::Card, Lang::Ru), "21 карточка");
/// assert_eq!(counted(12, Noun::Card, Lang::Ru), "12 карточек");
/// ```
pub fn counted(count: usize, noun: Noun, lang: Lang) -> String {
    let word = match lang {
        Lang::En => {
            let (one, many) = match noun {
                Noun::Finding => ("finding", "findings"),
                Noun::Card => ("card", "cards"),
                Noun::Paragraph => ("paragraph", "paragraphs"),
                Noun::Source => ("source", "sources"),
                Noun::Item => ("item", "items"),
                Noun::Testimony => ("testimony", "testimonies"),
                Noun::Day => ("day", "days"),
                Noun::Cell => ("cell", "cells"),
            };
            if count == 1 { one } else { many }
        }
        Lang::Ru => {
            let forms = match noun {
                Noun::Finding => ["возражение", "возражения", "возражений"],
                Noun::Card => ["карточка", "карточки", "карточек"],
                Noun::Paragraph => ["абзац", "абзаца", "абзацев"],
                Noun::Source => ["источник", "источника", "источников"],
                Noun::Item => ["запись", "записи", "записей"],
                Noun::Testimony => ["свидетельство", "свидетельства", "свидетельств"],
                Noun::Day => ["день", "дня", "дней"],
                Noun::Cell => ["ячейка", "ячейки", "ячеек"],
            };
            forms[russian_form(count)]
        }
        Lang::Kk => match noun {
            Noun::Finding => "ескерту",
            Noun::Card => "карточка",
            Noun::Paragraph => "абзац",
            Noun::Source => "дереккөз",
            Noun::Item => "жазба",
            Noun::Testimony => "айғақ",
            Noun::Day => "күн",
            Noun::Cell => "ұяшық",
        },
    };
    format!("{count} {word}")
}

/// Which of the three forms a Russian noun takes after a number.
fn russian_form(count: usize) -> usize {
    match (count % 10, count % 100) {
        (_, 11..=14) => 2,
        (1, _) => 0,
        (2..=4, _) => 1,
        _ => 2,
    }
}

/// What a timeline shows and what it cannot: `31 shown, 12 undated`.
pub fn shown_and_undated(shown: usize, undated: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("{shown} shown, {undated} undated"),
        Lang::Ru => format!("показано: {shown}, без даты: {undated}"),
        Lang::Kk => format!("көрсетілгені: {shown}, күні жоғы: {undated}"),
    }
}

/// Where one is in a queue: `Question 3 of 17`.
pub fn progress(at: usize, of: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("Question {at} of {of}"),
        Lang::Ru => format!("Вопрос {at} из {of}"),
        Lang::Kk => format!("{at}-сұрақ (барлығы {of})"),
    }
}

/// How often somebody is named in how many sources: `named 12 times in 3 sources`.
pub fn named_in(times: usize, sources: usize, lang: Lang) -> String {
    match lang {
        Lang::En => {
            let times = if times == 1 { "once".to_owned() } else { format!("{times} times") };
            format!("named {times} in {}", counted(sources, Noun::Source, lang))
        }
        Lang::Ru => format!("упоминаний: {times}, источников: {sources}"),
        Lang::Kk => format!("аталуы: {times}, дереккөзі: {sources}"),
    }
}

/// How many more there are than are shown.
pub fn and_more(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("and {count} more"),
        Lang::Ru => format!("и ещё {count}"),
        Lang::Kk => format!("және тағы {count}"),
    }
}

/// A link that shows what is not shown yet: `show all 23`.
pub fn show_all(count: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("show all {count}"),
        Lang::Ru => format!("показать все: {count}"),
        Lang::Kk => format!("бәрін көрсету: {count}"),
    }
}

/// Which part of a long text is shown: `Part 3 of 48`.
pub fn part_of(part: usize, of: usize, lang: Lang) -> String {
    match lang {
        Lang::En => format!("Part {part} of {of}"),
        Lang::Ru => format!("Часть {part} из {of}"),
        Lang::Kk => format!("{part}-бөлік (барлығы {of})"),
    }
}

/// A year on an axis, named as historians name it: `1917`, `44 BC`.
pub fn short_year(year: i32, lang: Lang) -> String {
    let before = 1 - i64::from(year);
    match (year, lang) {
        (1.., _) => year.to_string(),
        (_, Lang::En) => format!("{before} BC"),
        (_, Lang::Ru) => format!("{before} до н. э."),
        (_, Lang::Kk) => format!("б. з. д. {before}"),
    }
}

/// Since which version something is there.
pub fn since(version: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("since {version}"),
        Lang::Ru => format!("начиная с версии {version}"),
        Lang::Kk => format!("{version} нұсқасынан бастап"),
    }
}

/// How to add a source's text: `put it at texts/article.txt`.
pub fn put_the_text_at(key: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!(
            "The study does not hold this text. Put it at texts/{key}.txt (or .docx, .odt …), and its passages will be shown here."
        ),
        Lang::Ru => format!(
            "Этого текста в исследовании нет. Положите его в texts/{key}.txt (или .docx, .odt …), и здесь появятся его фрагменты."
        ),
        Lang::Kk => format!(
            "Зерттеуде бұл мәтін жоқ. Оны texts/{key}.txt (не .docx, .odt …) жолына салыңыз, сонда үзінділері осында шығады."
        ),
    }
}

/// The language's own name for itself.
pub fn own_name(lang: Lang) -> &'static str {
    match lang {
        Lang::En => "English",
        Lang::Ru => "Русский",
        Lang::Kk => "Қазақша",
    }
}

/// Words between the quotation marks of a language.
pub(crate) fn quoted(words: &str, lang: Lang) -> String {
    match lang {
        Lang::En => format!("“{words}”"),
        Lang::Ru | Lang::Kk => format!("«{words}»"),
    }
}

/// The words with a capital letter at their beginning; a name in code letters stays.
pub(crate) fn capital(words: &str) -> String {
    let mut rest = words.chars();
    match rest.next().filter(|_| !words.starts_with("derek")) {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => words.to_owned(),
    }
}

/// A place of a document in the reader's language: `note 12`, `сноска 12`, `12-ескертпе`.
pub(crate) fn locator(locator: &str, lang: Lang) -> String {
    let number = |name: &str| locator.strip_prefix(name).filter(|rest| !rest.contains(' '));
    if lang == Lang::En {
        return locator.to_owned();
    }
    if let Some(number) = number("note ") {
        return match lang {
            Lang::Kk => format!("{number}-ескертпе"),
            _ => format!("сноска {number}"),
        };
    }
    if let Some(number) = number("endnote ") {
        return match lang {
            Lang::Kk => format!("соңғы {number}-ескертпе"),
            _ => format!("концевая сноска {number}"),
        };
    }
    if let Some((page, rest)) =
        locator.strip_prefix("p. ").map(|rest| rest.split_once([',', ' ']).unwrap_or((rest, "")))
    {
        let rest = rest.trim();
        let rest = self::locator(rest, lang);
        let page = match lang {
            Lang::Kk => format!("{page}-б."),
            _ => format!("с. {page}"),
        };
        return format!("{page} {rest}").trim_end().to_owned();
    }
    let lines = number("lines ").or_else(|| number("line "));
    if let Some(lines) = lines {
        return match (lang, lines.contains('–')) {
            (Lang::Kk, _) => format!("{lines}-жол"),
            (_, true) => format!("строки {lines}"),
            (_, false) => format!("строка {lines}"),
        };
    }
    let cell = locator.strip_prefix("Table ").and_then(|rest| {
        let (table, rest) = rest.split_once(", row ")?;
        let (row, column) = rest.split_once(", column ")?;
        Some((table, row, column))
    });
    let row = locator.strip_prefix("Table ").and_then(|rest| rest.split_once(", row "));
    if let Some((table, row)) = row.filter(|(_, row)| !row.contains(' ')) {
        return match lang {
            Lang::Kk => format!("{table}-кесте, {row}-жол"),
            _ => format!("таблица {table}, строка {row}"),
        };
    }
    match (cell, lang) {
        (Some((table, row, column)), Lang::Kk) => {
            format!("{table}-кесте, {row}-жол, {column}-баған")
        }
        (Some((table, row, column)), _) => {
            format!("таблица {table}, строка {row}, столбец {column}")
        }
        (None, _) => locator.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_word_in_every_language() {
        for word in Word::ALL {
            for lang in Lang::ALL {
                assert!(!word.get(lang).is_empty(), "{word:?} in {lang:?}");
            }
        }
    }

    #[test]
    fn places_in_the_readers_language() {
        let check = |of: &str, ru: &str, kk: &str| {
            assert_eq!(locator(of, Lang::En), of);
            assert_eq!(locator(of, Lang::Ru), ru);
            assert_eq!(locator(of, Lang::Kk), kk);
        };
        check("¶3", "¶3", "¶3");
        check("p. 12 ¶3", "с. 12 ¶3", "12-б. ¶3");
        check("p. 12, line 4", "с. 12 строка 4", "12-б. 4-жол");
        check("p. 12, note 3", "с. 12 сноска 3", "12-б. 3-ескертпе");
        check("Table 1, row 4", "таблица 1, строка 4", "1-кесте, 4-жол");
        check(
            "Table 1, row 4, column 2",
            "таблица 1, строка 4, столбец 2",
            "1-кесте, 4-жол, 2-баған",
        );
        check("lines 3–5", "строки 3–5", "3–5-жол");
        check("Sheet1!C14", "Sheet1!C14", "Sheet1!C14");
    }

    #[test]
    fn russian_numbers() {
        let check =
            |count, expected: &str| assert_eq!(counted(count, Noun::Finding, Lang::Ru), expected);
        check(1, "1 возражение");
        check(3, "3 возражения");
        check(11, "11 возражений");
        check(21, "21 возражение");
        check(112, "112 возражений");
    }
}
