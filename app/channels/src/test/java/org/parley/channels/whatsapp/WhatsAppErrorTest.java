package org.parley.channels.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.parley.core.channel.FailureClass;

class WhatsAppErrorTest {

    /// Every code of Meta's "Error codes" (Cloud API) that may answer a send or stand in a failed
    /// status.
    @ParameterizedTest
    @CsvSource({
        "AUTH, 0 3 10 190 200 210 299 131005",
        "THROTTLED, 4 80007 130429 131056 133016",
        "RETRYABLE, 1 2 131000 131016 131057 133004 134101",
        "RECIPIENT, 131021 131026 130472 131062 131047 131049 130497",
        "OPTED_OUT, 131050",
        "POLICY, 131048 368 131031 132015 132016",
        "BUDGET, 131042",
        "CONFIGURATION, 33 100 131008 131009 131037 131045 131051 131052 131053 131055 132000 132001",
        "CONFIGURATION, 132005 132007 132012 132068 132069 133005 133006 133008 133009 133010 133015",
        "CONFIGURATION, 134011 134100 134102 135000"
    })
    void everyCodeHasItsClass(FailureClass failure, String codes) {
        List<Integer> all = Arrays.stream(codes.split(" ")).map(Integer::valueOf).toList();

        assertThat(all)
                .allSatisfy(code ->
                        assertThat(WhatsAppError.failure(code)).as("%d", code).isEqualTo(failure));
    }

    @Test
    void aCodeThatNobodyKnowsIsTakenForAPassingFault() {
        assertThat(WhatsAppError.failure(999_999)).isEqualTo(FailureClass.RETRYABLE);
    }
}
