//! Why a file could not be read, and what to do: in three languages.

use derek_study::{Said, say};

/// Why bytes could not be read as a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refusal {
    /// What the bytes seem to be.
    pub said: Said,
    /// What to do.
    pub help: Said,
}

impl std::fmt::Display for Refusal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.said.get(derek_study::Lang::En))
    }
}

impl std::error::Error for Refusal {}

/// A format that is known and not read.
pub(crate) fn unread(format: Said) -> Refusal {
    Refusal {
        said: say!({ format } en: "this is {format}; derek does not read it", ru: "это {format}; такие файлы derek не читает", kk: "бұл — {format}; мұндай файлды derek оқымайды"),
        help: say!(en: "save it as .docx, .odt or plain text, and check that", ru: "сохраните его как .docx, .odt или простой текст и проверьте этот файл", kk: "оны .docx, .odt не жай мәтін түрінде сақтап, сол файлды тексеріңіз"),
    }
}

/// An image: what is written in it must be read from it first.
pub(crate) fn image(format: Said) -> Refusal {
    Refusal {
        said: say!({ format } en: "this is {format}; derek does not read images", ru: "это {format}; изображения derek не читает", kk: "бұл — {format}; derek кескіндерді оқымайды"),
        help: say!(en: "have its text recognised (by Tesseract, for example), and check that", ru: "распознайте текст (например, программой Tesseract) и проверьте его", kk: "мәтінін танытып алыңыз (мысалы, Tesseract арқылы), сосын соны тексеріңіз"),
    }
}

/// A document without the parts that its format wants, or cut short.
pub(crate) fn broken() -> Refusal {
    Refusal {
        said: say!(en: "this file is damaged: it begins as a document (.docx, .odt or .epub) and breaks off, or a part of it cannot be unpacked", ru: "этот файл повреждён: он начинается как документ (.docx, .odt или .epub), но обрывается или не распаковывается", kk: "бұл файл бүлінген: құжат (.docx, .odt не .epub) болып басталады, бірақ үзіліп қалған не ашылмайды"),
        help: say!(en: "download or copy it again; if the program that wrote it can open it, save it there anew", ru: "скачайте или скопируйте его заново; если программа, в которой он создан, его открывает, сохраните в ней ещё раз", kk: "оны қайта жүктеңіз не көшіріңіз; жасаған бағдарлама аша алса, сонда қайта сақтаңыз"),
    }
}

/// A document locked by a password.
pub(crate) fn locked() -> Refusal {
    Refusal {
        said: say!(en: "this document is protected by a password", ru: "этот документ защищён паролем", kk: "бұл құжат құпиясөзбен қорғалған"),
        help: say!(en: "open it with the password, save a copy without one, and check the copy", ru: "откройте его с паролем, сохраните копию без пароля и проверьте копию", kk: "құпиясөзбен ашып, құпиясөзсіз көшірмесін сақтап, сол көшірмені тексеріңіз"),
    }
}

/// A book locked by its seller.
pub(crate) fn sealed() -> Refusal {
    Refusal {
        said: say!(en: "this book is locked by its seller (DRM)", ru: "эта книга закрыта продавцом (DRM)", kk: "бұл кітапты сатушы бұғаттаған (DRM)"),
        help: say!(en: "check a copy that is not locked, or type the passages that matter", ru: "проверьте незакрытую копию или наберите нужные места", kk: "бұғатталмаған көшірмесін тексеріңіз не керек жерлерін теріп алыңыз"),
    }
}

/// A file that unfolds to more than any document holds.
pub(crate) fn too_large() -> Refusal {
    Refusal {
        said: say!(en: "this file unpacks to far more than a document holds; derek stopped reading it", ru: "этот файл распаковывается в объём, какого у документов не бывает; derek прекратил чтение", kk: "бұл файл ашылғанда құжатта болмайтын көлемге жетеді; derek оқуды тоқтатты"),
        help: say!(en: "if it is a real document, save it anew, or in parts, and check those", ru: "если это настоящий документ, сохраните его заново или частями и проверьте их", kk: "ол шынымен құжат болса, қайта не бөліп сақтап, соны тексеріңіз"),
    }
}

/// A container in which nothing was found that can be read.
pub(crate) fn without_text() -> Refusal {
    Refusal {
        said: say!(en: "this looks like a document, but there is no text in it that derek can find", ru: "это похоже на документ, но текста в нём derek не нашёл", kk: "бұл құжатқа ұқсайды, бірақ derek ішінен мәтін таппады"),
        help: say!(en: "open it in the program that wrote it, save it there anew as .docx or .odt, and check that", ru: "откройте его в программе, где он создан, сохраните заново как .docx или .odt и проверьте этот файл", kk: "оны жасаған бағдарламада ашып, .docx не .odt түрінде қайта сақтап, соны тексеріңіз"),
    }
}

/// A PDF without its head, or one in which no pages can be found.
pub(crate) fn broken_pdf() -> Refusal {
    Refusal {
        said: say!(en: "this PDF is damaged: no pages can be found in it", ru: "этот PDF повреждён: в нём не найти страниц", kk: "бұл PDF бүлінген: ішінен беттер табылмады"),
        help: say!(en: "download or copy it again; if a reader opens it, print it from there into a new PDF", ru: "скачайте или скопируйте его заново; если программа просмотра его открывает, напечатайте его оттуда в новый PDF", kk: "оны қайта жүктеңіз не көшіріңіз; қарау бағдарламасы ашса, содан жаңа PDF-ке басып шығарыңыз"),
    }
}

/// A PDF that holds pictures of pages and no text.
pub(crate) fn scanned(pages: usize) -> Refusal {
    Refusal {
        said: say!({ pages } en: "this PDF holds pictures of pages ({pages}) and no text", ru: "в этом PDF изображения страниц ({pages}), текста в нём нет", kk: "бұл PDF-те беттердің кескіндері ғана ({pages}), мәтін жоқ"),
        help: recognise(),
    }
}

/// A PDF whose letters are not those that it shows.
pub(crate) fn not_text(pages: usize) -> Refusal {
    Refusal {
        said: say!({ pages } en: "the text layer of this PDF ({pages} pages) is not text: its letters are not those that the pages show", ru: "текстовый слой этого PDF (страниц: {pages}) не является текстом: буквы в нём не те, что на страницах", kk: "бұл PDF-тің мәтін қабаты ({pages} бет) мәтін емес: ондағы әріптер беттегі әріптер емес"),
        help: recognise(),
    }
}

/// A PDF with neither words nor pictures of pages.
pub(crate) fn without_words() -> Refusal {
    Refusal {
        said: say!(en: "there is no text in this PDF", ru: "в этом PDF нет текста", kk: "бұл PDF-те мәтін жоқ"),
        help: say!(en: "if its pages show words, they are drawn: have them recognised (OCR), and check that", ru: "если на страницах видны слова, они нарисованы: распознайте их (OCR) и проверьте результат", kk: "беттерінде сөздер көрініп тұрса, олар сызылған: танытыңыз (OCR) да, нәтижесін тексеріңіз"),
    }
}

fn recognise() -> Said {
    say!(en: "have its text recognised (by Tesseract or OCRmyPDF, for example), and check that", ru: "распознайте текст (например, программой Tesseract или OCRmyPDF) и проверьте результат", kk: "мәтінін танытыңыз (мысалы, Tesseract не OCRmyPDF арқылы), сосын нәтижесін тексеріңіз")
}
