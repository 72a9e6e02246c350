"""The field of a dialog that offers the shipped models and takes the path of another."""

from __future__ import annotations

from typing import Any

from processing.gui.wrappers import WidgetWrapper
from qgis.PyQt.QtWidgets import QComboBox, QFileDialog, QHBoxLayout, QToolButton, QWidget

from mtdn_qgis.algorithms.parameters import shipped_models
from mtdn_qgis.texts import tr


class ModelWidgetWrapper(WidgetWrapper):
    """An editable list of the shipped models, with a button that looks for a file."""

    def createWidget(self, **_: Any) -> QWidget:
        widget = QWidget()
        self._list = QComboBox()
        self._list.setEditable(True)
        self._list.addItems(shipped_models())
        button = QToolButton()
        button.setText("…")
        button.setToolTip(tr("Choose a model file"))
        button.clicked.connect(self._choose)
        row = QHBoxLayout(widget)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._list, 1)
        row.addWidget(button)
        self._list.editTextChanged.connect(lambda _: self.widgetValueHasChanged.emit(self))
        return widget

    def _choose(self) -> None:
        path, _ = QFileDialog.getOpenFileName(
            self.widget, tr("Choose a model file"), "", tr("Models") + " (*.json *.safetensors)"
        )
        if path:
            self._list.setEditText(path)

    def setValue(self, value: Any) -> None:
        self._list.setEditText(str(value or ""))

    def value(self) -> str:
        return self._list.currentText().strip()
