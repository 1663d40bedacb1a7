-- who watches over backups asks every few minutes what became of the latest notices about them
CREATE INDEX notice_template_idx ON notice (application, template, id DESC);
