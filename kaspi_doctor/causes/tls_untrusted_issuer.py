"""The certificate chain ends in an authority that is not trusted here."""

from kaspi_doctor.cause import DECIDING, Cause, Confidence, Kind, Owner, Remedy, Signature, Standing, Symptom
from kaspi_doctor.causes._references import cited
from kaspi_doctor.causes._remedies import KEEP_CHECKING
from kaspi_doctor.causes._tls_texts import NOT_TRUSTED, SSL_FAILED
from kaspi_doctor.observation import Failure, Layer, Outcome
from kaspi_doctor.wording import Text

CAUSE = Cause(
    id="tls-untrusted-issuer",
    layer=Layer.TLS,
    kind=Kind.UNREACHABLE,
    confidence=Confidence.CERTAIN,
    precedence=3,
    owner=Owner.NETWORK,
    standing=Standing.INFERRED,
    title=Text(
        en="The server's certificate comes from an issuer not trusted here",
        ru="Сертификат сервера выдан центром, которому здесь не доверяют",
        kk="Сервер сертификатын мұнда сенімсіз орталық берген",
    ),
    explanation=Text(
        en="The certificate's issuer is in no store of trusted certificates used here; the `tls` line of `kaspi-doctor"
        " check` names it. Our inference: if it is your company, an antivirus program or a proxy, that is what"
        " decrypts your traffic; if it is a public authority, your store is out of date (one report of 2026-09-26 saw"
        " DigiCert at Kaspi). Neither the request nor the token is sent over such a connection. A browser may still"
        " work: it often uses another store.",
        ru="Издателя сертификата нет ни в одном из используемых здесь хранилищ доверенных сертификатов; он назван в"
        " строке `tls` у `kaspi-doctor check`. Наш вывод: если это ваша компания, антивирус или прокси, то"
        " зашифрованный трафик вскрывают именно они; если общеизвестный удостоверяющий центр — ваше хранилище устарело"
        " (по одному сообщению от 26.09.2026, у Kaspi был DigiCert). По такому соединению не отправляется ни запрос,"
        " ни токен. Браузер при этом может работать: у него часто своё хранилище.",
        kk="Сертификатты берген орталық мұнда қолданылатын сенімді сертификаттар қоймаларының ешқайсысында жоқ; оның"
        " аты `kaspi-doctor check` командасының `tls` жолында көрсетілген. Біздің қорытындымыз: ол сіздің компанияңыз,"
        " антивирус не прокси болса, шифрланған трафикті ашып отырған — солар; көпшілікке белгілі куәландырушы орталық"
        " болса, қоймаңыз ескірген (26.09.2026 күнгі бір хабарлама бойынша Kaspi-де DigiCert болған). Мұндай қосылым"
        " арқылы сұрау да, токен де жіберілмейді. Бұл кезде браузер жұмыс істеуі мүмкін: оның көбіне өз қоймасы"
        " болады.",
    ),
    remedies=(
        Remedy(
            en="If the issuer is your company, antivirus program or proxy, ask your administrator for its root"
            " certificate as a PEM file and try it.",
            ru="Если издатель — ваша компания, антивирус или прокси, запросите у администратора корневой"
            " сертификат в файле PEM и проверьте с ним.",
            kk="Сертификатты берген — компанияңыз, антивирус не прокси болса, әкімшіден түбірлік сертификатты PEM"
            " файлында алып, сонымен тексеріңіз.",
            command="kaspi-doctor check --ca-file corporate-root.pem",
        ),
        Remedy(
            en="Pass the same file to your own program (httpx reads the first variable, requests the second).",
            ru="Тот же файл укажите своей программе (первую переменную читает httpx, вторую — requests).",
            kk="Сол файлды өз бағдарламаңызға да көрсетіңіз (бірінші айнымалыны httpx, екіншісін requests оқиды).",
            command='export SSL_CERT_FILE="$PWD/corporate-root.pem" REQUESTS_CA_BUNDLE="$PWD/corporate-root.pem"',
        ),
        Remedy(
            en="If the issuer is a public authority, update the trusted certificates; on Debian and Ubuntu also"
            " the package `ca-certificates`.",
            ru="Если издатель — общеизвестный центр, обновите доверенные сертификаты; в Debian и Ubuntu ещё и"
            " пакет `ca-certificates`.",
            kk="Сертификатты көпшілікке белгілі орталық берсе, сенімді сертификаттарды жаңартыңыз; Debian мен"
            " Ubuntu жүйелерінде `ca-certificates` бумасын да.",
            command="python -m pip install --upgrade certifi",
        ),
        Remedy(
            en="Or ask the administrator to exclude `kaspi.kz` from HTTPS inspection.",
            ru="Или попросите администратора исключить `kaspi.kz` из проверки зашифрованного трафика.",
            kk="Немесе әкімшіден `kaspi.kz` серверін шифрланған трафикті тексеруден шығаруды сұраңыз.",
        ),
        KEEP_CHECKING,
    ),
    references=cited("rfc-5280", "httpx-environment", "requests-advanced"),
    symptoms=(Symptom(probe_id=("tls", *DECIDING), outcome=Outcome.FAILED, failure=Failure.TLS_UNTRUSTED_ISSUER),),
    signatures=(
        Signature(
            texts=("*errors in the certificate chain: PartialChain", "*errors in the certificate chain: UntrustedRoot"),
            confidence=Confidence.CERTAIN,
        ),
        Signature(
            texts=(
                (
                    "?сертифик|certificat самоподпис|self|issuer|издател|антивирус|antivirus|kaspersky"
                    "|касперск|корпоратив|corporate|фаервол|firewall"
                ),
                "?сертифик|certificat довер|trust|сенім|untrusted|недоверен",
            ),
            confidence=Confidence.LIKELY,
        ),
        Signature(texts=NOT_TRUSTED, confidence=Confidence.LIKELY),
        Signature(texts=SSL_FAILED, confidence=Confidence.SUSPECTED),
    ),
    appearances={
        "requests": (
            "requests.exceptions.SSLError: HTTPSConnectionPool(host='kaspi.kz', port=443): Max retries"
            " exceeded with url: /shop/api/v2/orders (Caused by SSLError(SSLCertVerificationError(1, '[SSL:"
            " CERTIFICATE_VERIFY_FAILED] certificate verify failed: unable to get local issuer certificate"
            " (_ssl.c:1006)')))"
        ),
        "httpx": (
            "httpx.ConnectError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self-signed"
            " certificate in certificate chain (_ssl.c:1006)"
        ),
        "aiohttp": (
            "aiohttp.client_exceptions.ClientConnectorCertificateError: Cannot connect to host"
            " kaspi.kz:443 ssl:True [SSLCertVerificationError: (1, '[SSL: CERTIFICATE_VERIFY_FAILED]"
            " certificate verify failed: unable to get local issuer certificate (_ssl.c:1006)')]"
        ),
        "curl": ("curl: (60) SSL certificate problem: unable to get local issuer certificate"),
        "Guzzle": (
            "cURL error 60: SSL certificate problem: unable to get local issuer certificate (see"
            " https://curl.haxx.se/libcurl/c/libcurl-errors.html) for https://kaspi.kz/shop/api/v2/orders"
        ),
        "PowerShell": (
            "Invoke-RestMethod : Базовое соединение закрыто: Не удалось установить доверительные отношения"
            " для защищенного канала SSL/TLS."
        ),
        "axios": ("Error: unable to verify the first certificate"),
        "Go": ('Get "https://kaspi.kz/shop/api/v2/orders": x509: certificate signed by unknown authority'),
        "1C": ("Ошибка работы с Интернет: Удаленный узел не прошел проверку"),
    },
    proof="kaspi-doctor check --only tls",
    neighbours={
        "trust-stores-differ": Text(
            en="If the browser on the same machine opens kaspi.kz without a warning, the certificate is good, and"
            " the program's own store is out of date.",
            ru="Если браузер на той же машине открывает kaspi.kz без предупреждения, сертификат в"
            " порядке, а устарело хранилище самой программы.",
            kk="Сол құрылғыдағы браузер kaspi.kz сайтын ескертусіз ашса, сертификат дұрыс, ал"
            " бағдарламаның өз қоймасы ескірген.",
        )
    },
    question=Text(
        en="Does the browser on this machine open https://kaspi.kz without a warning, and who issued"
        " the certificate it shows?",
        ru="Открывает ли браузер на этой машине https://kaspi.kz без предупреждения и кем выдан"
        " сертификат, который он показывает?",
        kk="Осы құрылғыдағы браузер https://kaspi.kz мекенжайын ескертусіз аша ма және ол көрсеткен"
        " сертификатты кім берген?",
    ),
)
