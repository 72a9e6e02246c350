"""What is held while algorithms run, so that QGIS outlives the end of a run, of the plugin and of its own."""

from __future__ import annotations

import time

from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingFeedback
from qgis.PyQt.QtCore import QThread
from qgis.PyQt.QtWidgets import QApplication, QWidget

#: of the runs of this moment
RUNNING: list[QgsProcessingFeedback] = []
#: dialogs that have started a run and are not destroyed yet
DIALOGS: list[QWidget] = []
LONGEST_S, SETTLE_S = 30.0, 0.5  # for a run that is cancelled to end, and for QGIS to deal with it
IDLE_MS = 5000


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
    end = time.monotonic() + LONGEST_S
    while RUNNING and time.monotonic() < end:
        _let_qgis_work()
    end = time.monotonic() + SETTLE_S
    while time.monotonic() < end:
        _let_qgis_work()


def _let_qgis_work() -> None:
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
