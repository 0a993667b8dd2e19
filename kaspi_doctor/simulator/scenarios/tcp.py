"""Connections that are never made."""

from kaspi_doctor.simulator.scenario import Scenario, Wire, said, unreachable

SCENARIOS = (
    Scenario(
        id="connection-refused",
        layer="tcp",
        summary=said(
            "The port refuses every connection.",
            "Порт отвергает каждое соединение.",
            "Порт кез келген қосылымды қабылдамайды.",
        ),
        expected=unreachable("connection-refused"),
        wire=Wire.REFUSED,
    ),
    Scenario(
        id="connection-timed-out",
        layer="tcp",
        summary=said(
            "Packets to Kaspi vanish, while another host is reachable.",
            "Пакеты к Kaspi пропадают, а другой узел доступен.",
            "Kaspi-ге жіберілген пакеттер жоғалады, ал басқа торап қолжетімді.",
        ),
        expected=unreachable("connection-timed-out"),
        arguments=("--timeout", "2", "--neutral-host", "{host}:{neutral_port}"),
        wire=Wire.BLACKHOLE,
    ),
    Scenario(
        id="no-internet",
        layer="tcp",
        summary=said(
            "Packets vanish wherever they go: there is no internet here.",
            "Пакеты пропадают, куда бы ни шли: интернета здесь нет.",
            "Пакеттер қайда жіберілсе де жоғалады: мұнда интернет жоқ.",
        ),
        expected=unreachable("no-internet"),
        arguments=("--timeout", "2", "--neutral-host", "{host}:{blackhole_port}"),
        wire=Wire.BLACKHOLE,
    ),
)
