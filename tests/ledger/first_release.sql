BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE events (
	seq INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, 
	application TEXT NOT NULL, 
	type VARCHAR(32) NOT NULL, 
	at VARCHAR(27) NOT NULL, 
	recorded_at VARCHAR(27) NOT NULL, 
	source TEXT NOT NULL, 
	event TEXT NOT NULL
);
INSERT INTO "events" VALUES(1,'a1','application_opened','2026-03-02T09:00:00.000000Z','2026-03-02T09:00:00.000000Z','','{"application":"a1","at":"2026-03-02T09:00:00Z","company":"Acme Ltd","role":"Data analyst","because":"they wrote","requisition":"","applied_at":null,"type":"application_opened"}');
INSERT INTO "events" VALUES(2,'a1','noted','2026-03-02T09:00:00.000000Z','2026-03-02T09:00:00.000000Z','','{"application":"a1","at":"2026-03-02T09:00:00Z","text":"rang them","contact":"","by":"me","type":"noted"}');
CREATE TABLE first_reads (
	account TEXT NOT NULL, 
	at VARCHAR(27) NOT NULL, 
	CONSTRAINT pk_first_reads PRIMARY KEY (account)
);
INSERT INTO "first_reads" VALUES('personal','2026-03-02T09:00:00.000000Z');
CREATE TABLE mailboxes (
	id INTEGER NOT NULL, 
	account TEXT NOT NULL, 
	box VARCHAR(16) NOT NULL, 
	uidvalidity BIGINT NOT NULL, 
	uid BIGINT NOT NULL, 
	CONSTRAINT pk_mailboxes PRIMARY KEY (id), 
	CONSTRAINT uq_mailboxes_account_box UNIQUE (account, box)
);
INSERT INTO "mailboxes" VALUES(1,'personal','inbox',1,10);
CREATE TABLE missing (
	mailbox INTEGER NOT NULL, 
	uid BIGINT NOT NULL, 
	CONSTRAINT pk_missing PRIMARY KEY (mailbox, uid), 
	CONSTRAINT fk_missing_mailbox FOREIGN KEY(mailbox) REFERENCES mailboxes (id)
);
CREATE TABLE outbox (
	id INTEGER NOT NULL, 
	occasion TEXT NOT NULL, 
	application TEXT NOT NULL, 
	rule TEXT NOT NULL, 
	message_id TEXT NOT NULL, 
	"to" TEXT NOT NULL, 
	answers TEXT, 
	raw BLOB NOT NULL, 
	digest TEXT NOT NULL, 
	state VARCHAR(16) NOT NULL, 
	decided_at VARCHAR(27) NOT NULL, 
	tries INTEGER NOT NULL, 
	tried_at VARCHAR(27), 
	fence_uidvalidity BIGINT, 
	fence_uidnext BIGINT, 
	uidvalidity BIGINT, 
	uid BIGINT, 
	missing_since VARCHAR(27), 
	note TEXT NOT NULL, 
	CONSTRAINT pk_outbox PRIMARY KEY (id), 
	CONSTRAINT uq_outbox_occasion UNIQUE (occasion)
);
INSERT INTO "outbox" VALUES(1,'a1/status/1','a1','status','<834c14e2fc629995@example.org>','ann@acme.example','<hello@acme.example>',X'5375626A6563743A2048656C6C6F0D0A0D0A48656C6C6F0D0A','185f8db32271fe25f561a6fc938b2e264306ec304eda518007d1764826381969','intended','2026-03-02T09:00:00.000000Z',0,NULL,NULL,NULL,NULL,NULL,NULL,'');
CREATE TABLE passed_over (
	mailbox INTEGER NOT NULL, 
	uid BIGINT NOT NULL, 
	CONSTRAINT pk_passed_over PRIMARY KEY (mailbox, uid), 
	CONSTRAINT fk_passed_over_mailbox FOREIGN KEY(mailbox) REFERENCES mailboxes (id)
)
 WITHOUT ROWID

;
INSERT INTO "passed_over" VALUES(1,4);
CREATE TABLE passed_over_threads (
	thread VARCHAR(64) NOT NULL, 
	mailbox INTEGER NOT NULL, 
	uid BIGINT NOT NULL, 
	CONSTRAINT pk_passed_over_threads PRIMARY KEY (thread, mailbox, uid), 
	CONSTRAINT fk_passed_over_threads_mailbox_uid FOREIGN KEY(mailbox, uid) REFERENCES passed_over (mailbox, uid) ON DELETE CASCADE
)
 WITHOUT ROWID

;
INSERT INTO "passed_over_threads" VALUES('aa',1,4);
CREATE TABLE reading_contacts (
	fingerprint VARCHAR(64) NOT NULL, 
	address TEXT NOT NULL, 
	CONSTRAINT pk_reading_contacts PRIMARY KEY (fingerprint, address), 
	CONSTRAINT fk_reading_contacts_fingerprint FOREIGN KEY(fingerprint) REFERENCES readings (fingerprint) ON DELETE CASCADE
);
INSERT INTO "reading_contacts" VALUES('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824','ann@acme.example');
CREATE TABLE reading_threads (
	fingerprint VARCHAR(64) NOT NULL, 
	thread VARCHAR(64) NOT NULL, 
	CONSTRAINT pk_reading_threads PRIMARY KEY (fingerprint, thread), 
	CONSTRAINT fk_reading_threads_fingerprint FOREIGN KEY(fingerprint) REFERENCES readings (fingerprint) ON DELETE CASCADE
);
INSERT INTO "reading_threads" VALUES('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824','a9396e152ef01ba9');
CREATE TABLE readings (
	fingerprint VARCHAR(64) NOT NULL, 
	mailbox INTEGER NOT NULL, 
	uidvalidity BIGINT NOT NULL, 
	uid BIGINT NOT NULL, 
	written_at VARCHAR(27) NOT NULL, 
	filing VARCHAR(16) NOT NULL, 
	application TEXT, 
	candidates JSON NOT NULL, 
	because TEXT NOT NULL, 
	reading TEXT NOT NULL, 
	CONSTRAINT pk_readings PRIMARY KEY (fingerprint), 
	CONSTRAINT fk_readings_mailbox FOREIGN KEY(mailbox) REFERENCES mailboxes (id)
);
INSERT INTO "readings" VALUES('2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824',1,1,1,'2026-03-02T09:00:00.000000Z','pending',NULL,'[]','','{"envelope":{"fingerprint":"2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824","received_at":"2026-03-02T09:00:00Z","sent_at":"2026-03-02T09:00:00Z","message_id":"<hello@acme.example>","in_reply_to":[],"references":[],"sender":{"name":"","address":"ann@acme.example"},"reply_to":[],"to":[{"name":"","address":"sam@example.org"}],"cc":[],"subject":"About hello","automated":null},"direction":"inbound","kind":"employer_reply","confidence":0.9,"evidence":[],"facts":{"company":null,"role":null,"requisition":null,"agency":null,"people":[],"meeting":null,"proposed":[],"promise":null,"deadline":null,"away_until":null,"channel":null,"no_contact":null,"language":"en"},"trust":"unknown"}');
CREATE TABLE unreadable (
	fingerprint VARCHAR(64) NOT NULL, 
	mailbox INTEGER NOT NULL, 
	uidvalidity BIGINT NOT NULL, 
	uid BIGINT NOT NULL, 
	received_at VARCHAR(27) NOT NULL, 
	reason TEXT NOT NULL, 
	CONSTRAINT pk_unreadable PRIMARY KEY (fingerprint), 
	CONSTRAINT fk_unreadable_mailbox FOREIGN KEY(mailbox) REFERENCES mailboxes (id)
);
CREATE INDEX ix_readings_filing_written_at_fingerprint ON readings (filing, written_at, fingerprint);
CREATE INDEX ix_passed_over_threads_mailbox_uid ON passed_over_threads (mailbox, uid);
CREATE INDEX ix_events_application_seq ON events (application, seq);
CREATE TRIGGER events_are_never_changed 
        BEFORE UPDATE ON events BEGIN
            SELECT RAISE(ABORT, 'events are never changed');
        END;
CREATE TRIGGER events_are_never_removed 
        BEFORE DELETE ON events BEGIN
            SELECT RAISE(ABORT, 'events are never removed');
        END;
CREATE TRIGGER events_are_never_replaced 
        BEFORE INSERT ON events WHEN EXISTS (SELECT 1 FROM events WHERE seq = NEW.seq) BEGIN
            SELECT RAISE(ABORT, 'events are never replaced');
        END;
CREATE TRIGGER a_tried_draft_keeps_its_bytes 
        BEFORE UPDATE ON outbox WHEN OLD.state <> 'intended'
            AND (NEW.raw <> OLD.raw OR NEW.message_id <> OLD.message_id OR NEW.occasion <> OLD.occasion) BEGIN
            SELECT RAISE(ABORT, 'a draft that has been tried keeps its bytes');
        END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('events',2);
COMMIT;
