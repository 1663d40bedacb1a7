-- what stands behind a plus is sorted by the owner of the letter box
DROP INDEX ticket_reporter_email_idx;
CREATE INDEX ticket_letter_box_idx ON ticket (lower(regexp_replace(reporter_email, '[+][^@]*@', '@')), created_at);
