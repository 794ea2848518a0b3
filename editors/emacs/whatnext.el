;;; whatnext.el --- Rules of whatnext in Emacs 29 or later -*- lexical-binding: t -*-

(define-derived-mode whatnext-mode prog-mode "whatnext"
  "Rules that tell a support engineer the next troubleshooting step."
  (setq-local comment-start "# "
              tab-width 2
              indent-tabs-mode nil))

(modify-syntax-entry ?# "<" whatnext-mode-syntax-table)
(modify-syntax-entry ?\n ">" whatnext-mode-syntax-table)
(modify-syntax-entry ?_ "w" whatnext-mode-syntax-table)

(add-to-list 'auto-mode-alist '("\\.rules\\'" . whatnext-mode))

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs '(whatnext-mode "whatnext" "lsp")))
(add-hook 'whatnext-mode-hook #'eglot-ensure)

(provide 'whatnext)
;;; whatnext.el ends here
