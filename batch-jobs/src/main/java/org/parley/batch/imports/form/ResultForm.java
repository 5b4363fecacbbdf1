package org.parley.batch.imports.form;

import java.time.Clock;
import java.util.List;
import org.parley.batch.imports.csv.MalformedFileException;
import org.parley.batch.imports.results.ResultMapping;
import org.parley.core.contact.PhoneNumbers;

/// Results of a campaign that another tool sent, one recipient a row, or several rows a recipient.
public final class ResultForm {

    private final PhoneNumbers phones;
    private final Clock clock;

    public ResultForm(PhoneNumbers phones, Clock clock) {
        this.phones = phones;
        this.clock = clock;
    }

    /// @throws MalformedFileException where the file lacks a column that the mapping names
    public RowParser bind(List<String> names, ResultMapping mapping) {
        Header header = new Header(names);
        ResultRows rows = new ResultRows(mapping, new ResultTimes(mapping, clock), phones);
        header.require(rows.columns());
        return line -> rows.parse(new Cells(header, line));
    }
}
