"""Networks, their weights and their cards.

``interface`` says what a model takes and returns, ``card`` describes one without importing PyTorch, ``load`` builds it.
``compact`` is the default network (PyTorch or NumPy), ``wide`` the full-width one, ``published`` that of the paper, whose
``checkpoint`` imports the authors' ``.pth`` layout.
"""
