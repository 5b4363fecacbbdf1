package org.parley.batch.imports;

import org.parley.batch.imports.staging.ForeignRuns;
import org.parley.batch.imports.staging.WaitingRoom;

/// What the steps of an import work with.
record ImportWork(
        ImportStore store,
        ImportForms forms,
        Uploads uploads,
        WaitingRoom room,
        RejectFile rejects,
        ForeignRuns runs) {

    /// Brings the waiting room and the counters to what the job's metadata says was read.
    void forgetAfter(ImportFile file, long line) {
        room.forgetAfter(file.id(), file.kind().staged(), line);
        if (line <= 1) {
            store.countedAgain(file.id(), 0, 0);
        }
    }
}
