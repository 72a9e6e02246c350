"""Networks, their weights and their cards.

``interface`` says what a model takes and returns, ``card`` describes one without importing PyTorch, ``load`` builds it.
``dsdn``, ``tscd`` and ``mtdn`` are the published network, ``lite`` is the compact one, ``checkpoint`` imports the
authors' ``.pth`` layout.
"""
