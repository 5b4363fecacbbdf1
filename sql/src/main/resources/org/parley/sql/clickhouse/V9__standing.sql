-- The four lists of a contact as one short text that the store makes of them: sorted, so that who stands alike has the same text. Few
-- texts differ among millions of people. So who counts people by what they can be reached by reads a number a contact, and looks at
-- lists once a text: cast(standing as Tuple(reachable Array(String), addressed Array(String), granted Array(String), withdrawn
-- Array(String))) gives them back. Nothing in it depends on the time.
alter table contact
  add column if not exists standing LowCardinality(String)
    materialized toString((arraySort(reachable), arraySort(addressed), arraySort(granted), arraySort(withdrawn)));

-- For contacts that are there already, in the background: nobody waits for it, since until then it is made when it is read.
alter table contact materialize column standing settings mutations_sync = 0;
