"""What is said about a sweep, in English and Chinese."""

from pathlib import Path
from shlex import quote


def progress_line(name: str, done: int, runs: int, failed: int, lang: str) -> str:
    """How far it is."""
    if lang == "zh":
        return f"{name}:共 {runs:,} 次运行,已完成 {done:,} 次,失败 {failed:,} 次。"
    return f"{name}: {done:,} of {runs:,} runs done, {failed:,} failed."


def next_step(folder: Path, complete: bool, failed: int, lang: str) -> str:
    """What comes next."""
    where, zh = quote(str(folder)), lang == "zh"
    if not complete:
        head = "继续运行:" if zh else "Go on with: "
        return f"{head}govsim sweep {where} --resume"
    if failed:
        head = (
            "失败原因见 failures();重新运行:"
            if zh
            else "See failures() for the reason of each; done again they are with: "
        )
        return f"{head}govsim sweep {where} --retry"
    head = "下一步:" if zh else "Next: "
    return f'{head}govsim.Sweep("{folder.as_posix()}").means("satisfaction")'


def forecast_line(
    *,
    runs: int,
    parts: int,
    workers: int,
    minutes: float,
    megabytes: float,
    open_end: bool,
    lang: str,
) -> str:
    """What a sweep will take."""
    if lang == "zh":
        more = "(或更多,由停止规则决定)" if open_end else ""
        return (
            f"{runs:,} 次运行{more},分 {parts:,} 块;{workers} 个进程约需 "
            f"{duration(minutes, 'zh')},约 {megabytes:,.1f} MB。"
        )
    more = " or more (it stops by its rule)" if open_end else ""
    many = f"{workers} worker{'s' if workers != 1 else ''}"
    return (
        f"{runs:,} runs{more} in {parts:,} part{'s' if parts != 1 else ''}, about "
        f"{duration(minutes, 'en')} on {many}, about {megabytes:,.1f} MB."
    )


def duration(minutes: float, lang: str) -> str:
    """Minutes in words."""
    seconds, hours = max(1, round(60.0 * minutes)), minutes / 60.0
    if minutes < 1.5:
        return f"{seconds} 秒" if lang == "zh" else f"{seconds} seconds"
    if minutes < 120.0:
        return f"{minutes:.0f} 分钟" if lang == "zh" else f"{minutes:.0f} minutes"
    return f"{hours:.1f} 小时" if lang == "zh" else f"{hours:.1f} hours"


def replay_line(folder: Path, run: int) -> str:
    """A command that does a run of a sweep again."""
    return f"govsim sweep {quote(str(folder))} --replay {run}"
