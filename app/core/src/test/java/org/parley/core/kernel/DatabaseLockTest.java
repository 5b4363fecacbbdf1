package org.parley.core.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DatabaseLockTest {

    @Test
    void noTwoLocksHaveOneKey() {
        assertThat(Arrays.stream(DatabaseLock.values()).map(DatabaseLock::key))
                .doesNotHaveDuplicates();
    }
}
