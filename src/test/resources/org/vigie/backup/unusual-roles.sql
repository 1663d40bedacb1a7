CREATE ROLE "unusual owner" LOGIN CREATEDB;
CREATE ROLE "Ünüsual ""reader""" NOLOGIN;
CREATE ROLE unusual_app LOGIN BYPASSRLS NOINHERIT;
CREATE ROLE unusual_nobody NOLOGIN;
GRANT "Ünüsual ""reader""" TO unusual_app WITH ADMIN OPTION;
GRANT pg_read_all_stats TO "unusual owner";
ALTER ROLE unusual_app SET work_mem = '5MB';
