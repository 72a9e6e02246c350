"""How runs tell QGIS how they go, and what is held so that QGIS outlives the end of a run, of the plugin and of its own."""

from __future__ import annotations

import time

from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import Qt, QThread
from qgis.PyQt.QtWidgets import QApplication, QWidget

from mtdn_qgis.engine_texts import said
from mtdn_qgis.texts import tr

#: of the runs of this moment
RUNNING: list[QgsProcessingFeedback] = []
#: dialogs that have started a run and are not destroyed yet
DIALOGS: list[QWidget] = []
LONGEST_S, SETTLE_S = 30.0, 0.5  # for a run that is cancelled to end, and for QGIS to deal with it
IDLE_MS = 5000


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


def keep_dialog(context: QgsProcessingContext) -> None:
    """Keep the dialog that prepares a run in this context, which it does on the main thread.

    Python may collect a dialog that is closed while it runs, and with it the context in which QGIS ends the run: it dies.
    """
    on_main_thread = QThread.currentThread() == QgsApplication.instance().thread()
    for widget in QApplication.topLevelWidgets() if on_main_thread else ():
        if getattr(widget, "context", None) is context and widget not in DIALOGS:
            DIALOGS.append(widget)
            widget.destroyed.connect(lambda *_, widget=widget: DIALOGS.remove(widget))


def end_runs() -> None:
    """Cancel what runs and wait until QGIS has dealt with its end, for which it asks the provider."""
    for feedback in list(RUNNING):
        feedback.cancel()
    for patience, wait in ((LONGEST_S, lambda: RUNNING), (SETTLE_S, lambda: True)):
        end = time.monotonic() + patience
        while wait() and time.monotonic() < end:
            QgsApplication.processEvents()
            time.sleep(SETTLE_S / 10)


def end_idle_threads() -> None:
    """End the threads that tasks ran in.

    QGIS 3.40 lets go of its authentication database before them; one that has fetched something from the network and is
    then used by a longer task ends with a call into that database, and QGIS with signal 11.
    """
    threads = getattr(QgsApplication.taskManager(), "threadPool", lambda: None)()  # from 3.34 on
    if threads is not None and not threads.activeThreadCount():  # else what others do would be waited for
        threads.waitForDone(IDLE_MS)
