"""The engine's progress, log and cancellation, by QGIS's feedback."""

from __future__ import annotations

import time

from qgis.core import QgsProcessingFeedback
from qgis.PyQt.QtCore import Qt

from mtdn_qgis.engine_texts import said
from mtdn_qgis.texts import tr


class EngineFeedback:
    """Adapter from :class:`QgsProcessingFeedback` to the engine's ``Feedback`` protocol.

    ``qgis_process`` notices Ctrl-C only inside ``setProgress``, so every tile's progress is passed on. The text that
    goes with it (the time left) becomes a line of the log each time, so it is shown at long intervals only.
    """

    TEXT_INTERVAL_S = 20.0

    def __init__(self, feedback: QgsProcessingFeedback) -> None:
        self._feedback = feedback
        self._text_time = time.monotonic()
        # a run has a thread of its own, without a loop of events in which this could wait
        feedback.canceled.connect(self._say_cancelling, Qt.ConnectionType.DirectConnection)

    def _say_cancelling(self) -> None:
        """Answer the press of Cancel at once; the tiles in work are finished first."""
        self._feedback.pushInfo(tr("Cancelling: waiting for the tiles in work ..."))

    def progress(self, fraction: float, message: str = "") -> None:
        self._feedback.setProgress(100.0 * min(max(fraction, 0.0), 1.0))
        now = time.monotonic()
        if message and now - self._text_time >= self.TEXT_INTERVAL_S:
            self._feedback.setProgressText(message)
            self._text_time = now

    def info(self, message: str) -> None:
        self._feedback.pushInfo(said(message))

    def warning(self, message: str) -> None:
        self._feedback.pushWarning(said(message))

    def is_cancelled(self) -> bool:
        return bool(self._feedback.isCanceled())
