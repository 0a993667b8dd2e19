"""Steps that several causes share."""

from typing import Final

from kaspi_doctor.cause import Remedy

LOOK_INTO_HOSTS: Final = Remedy(
    en="Look for the name in the hosts file and remove the line; on Windows the file is"
    " `C:\\Windows\\System32\\drivers\\etc\\hosts`.",
    ru="Найдите это имя в файле hosts и удалите строку; в Windows это файл"
    " `C:\\Windows\\System32\\drivers\\etc\\hosts`.",
    kk="Бұл атауды hosts файлынан тауып, жолын өшіріңіз; Windows жүйесінде ол —"
    " `C:\\Windows\\System32\\drivers\\etc\\hosts` файлы.",
    command="grep -n kaspi /etc/hosts",
)
SIGN_IN_FIRST: Final = Remedy(
    en="On a guest network (café, hotel), open any page in the browser and sign in first.",
    ru="В гостевой сети (кафе, гостиница) сначала откройте любую страницу в браузере и войдите.",
    kk="Қонақ желісінде (кафе, қонақүй) әуелі браузерде кез келген бетті ашып, желіге кіріңіз.",
)
ANOTHER_WAY: Final = Remedy(
    en="Try without the proxy, and from another network.",
    ru="Попробуйте без прокси и из другой сети.",
    kk="Проксисіз және басқа желіден байқап көріңіз.",
    command="kaspi-doctor check --no-proxy",
)
DOCUMENTED_ADDRESS: Final = Remedy(
    en="If you set `--base-url`, go back to the documented address.",
    ru="Если вы задали свой `--base-url`, вернитесь к описанному адресу.",
    kk="Егер өз `--base-url` мәніңізді көрсетсеңіз, анықтамалықтағы мекенжайға оралыңыз.",
    command="kaspi-doctor check --base-url https://kaspi.kz/shop/api/v2",
)
ANOTHER_NETWORK: Final = Remedy(
    en="Connect this computer to another network, for example your phone's mobile internet, and run it"
    " again: if it works there, the problem is in your usual network.",
    ru="Подключите этот компьютер через другую сеть, например через мобильный интернет телефона, и"
    " повторите: если там всё работает, дело в вашей обычной сети.",
    kk="Бұл компьютерді басқа желі арқылы, мысалы телефонның мобильді интернеті арқылы қосып, қайталап"
    " көріңіз: сонда бәрі жұмыс істесе, ақау сіздің әдеттегі желіңізде.",
    command="kaspi-doctor check --quick",
)
ALLOW_PORT_443: Final = Remedy(
    en="Ask your network's administrator or provider to allow outgoing TCP connections to `kaspi.kz`, port 443.",
    ru="Попросите администратора сети или провайдера разрешить исходящие TCP-соединения с `kaspi.kz`, порт 443.",
    kk="Желі әкімшісінен немесе провайдерден `kaspi.kz` серверінің 443-портына шығыс TCP қосылымдарына"
    " рұқсат беруді сұраңыз.",
)
REPORT_TO_KASPI: Final = Remedy(
    en="If it fails from several networks, save a report and send it to Kaspi's support (2323).",
    ru="Если не работает из нескольких сетей, сохраните отчёт и отправьте его в техподдержку Kaspi (2323).",
    kk="Бірнеше желіден де жұмыс істемесе, есепті сақтап, Kaspi техникалық қолдауына (2323) жіберіңіз.",
    command="kaspi-doctor check --save --anonymous",
)
VPN_OFF_OR_ON: Final = Remedy(
    en="Turn the VPN off, or on if you are supposed to use one, and run it again.",
    ru="Отключите VPN (или включите, если работать положено через него) и повторите.",
    kk="VPN-ді өшіріп (немесе сол арқылы жұмыс істеу керек болса, қосып), қайталап көріңіз.",
    command="kaspi-doctor check --quick",
)
LINT_IT: Final = Remedy(
    en="Check your own request for known mistakes: paste it, then end the input with Ctrl+D.",
    ru="Сверьте свой запрос со всем, что известно: вставьте его и завершите ввод клавишами Ctrl+D.",
    kk="Өз сұрауыңызды белгілі талаптардың бәрімен салыстырыңыз: оны кірістіріп, енгізуді Ctrl+D"
    " пернелерімен аяқтаңыз.",
    command="kaspi-doctor lint -",
)
ANOTHER_DNS_SERVER: Final = Remedy(
    en="Ask another DNS server and compare: if it returns an address, the problem is your network's DNS server.",
    ru="Спросите другой DNS-сервер и сравните: если он даёт адрес, дело в DNS-сервере вашей сети.",
    kk="Басқа DNS серверінен сұрап, салыстырыңыз: ол мекенжайды берсе, ақау сіздің желіңіздің DNS серверінде.",
    command="nslookup kaspi.kz 1.1.1.1",
)
WITHOUT_THE_PROXY: Final = Remedy(
    en="Check whether it works without the proxy.",
    ru="Проверьте, есть ли выход без прокси.",
    kk="Проксисіз шығуға бола ма, соны тексеріңіз.",
    command="kaspi-doctor check --no-proxy",
)
COMPARE_CLOCKS: Final = Remedy(
    en="Compare this machine's date and time with another clock.",
    ru="Сверьте дату и время этого компьютера с другими часами.",
    kk="Осы компьютердің күні мен уақытын басқа сағатпен салыстырыңыз.",
    command="date -u",
)
KEEP_CHECKING: Final = Remedy(
    en="Do not turn off certificate checks (`verify=False`, `curl -k`): anyone in between could then read"
    " your token and your customers' data.",
    ru="Не отключайте проверку сертификатов (`verify=False`, `curl -k`): тогда тот, кто находится"
    " посередине, сможет прочитать ваш токен и данные покупателей.",
    kk="Сертификат тексеруді өшірмеңіз (`verify=False`, `curl -k`): әйтпесе арадағы бөгде тарап"
    " токеніңізді және сатып алушылардың деректерін оқи алады.",
)
COPY_THE_TOKEN: Final = Remedy(
    en="Copy the token from the merchant cabinet: Настройки → Токен API → Сформировать. Only the company's"
    " director can create it.",
    ru="Скопируйте токен из Кабинета продавца: «Настройки → Токен API → Сформировать». Создать его может"
    " только руководитель компании.",
    kk="Токенді Сатушы кабинетінен көшіріп алыңыз: «Настройки → Токен API → Сформировать». Оны тек"
    " компания басшысы жасай алады.",
)
