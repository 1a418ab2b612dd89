"""Why a workbook cannot be read or a value cannot be used, in Chinese."""

from __future__ import annotations


class SpreadsheetError(Exception):
    """Base of the errors of this package.

    Attributes:
        message: A plain Chinese sentence.
    """

    def __init__(self, message: str) -> None:
        self.message = message
        super().__init__(message)


class UnusableFileError(SpreadsheetError):
    """The file as a whole is no workbook that may be read."""


class CellError(SpreadsheetError):
    """One cell cannot be used."""


class ChangedMeanwhileError(SpreadsheetError):
    """What was previewed is not what would be written now.

    Attributes:
        reasons: One sentence for each document that changed.
    """

    def __init__(self, reasons: list[str]) -> None:
        self.reasons = reasons
        super().__init__(
            "预览以后，有些内容被别人改过了，这次什么也没有写入。请重新上传，再看一遍预览。"
        )
