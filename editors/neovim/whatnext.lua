-- In your init.lua, for Neovim 0.11 or later.
vim.filetype.add({ extension = { rules = "whatnext" } })

vim.lsp.config("whatnext", {
  cmd = { "whatnext", "lsp" },
  filetypes = { "whatnext" },
  root_markers = { ".git" },
})
vim.lsp.enable("whatnext")

vim.api.nvim_create_autocmd("FileType", {
  pattern = "whatnext",
  callback = function()
    vim.bo.commentstring = "# %s"
    vim.bo.shiftwidth = 2
    vim.bo.expandtab = true
  end,
})
