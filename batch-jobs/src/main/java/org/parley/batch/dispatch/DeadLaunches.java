package org.parley.batch.dispatch;

import java.util.function.IntPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;

/// Launches whose process was killed: nobody is left to say in the metadata that they ended. The
/// ledger never needed that, but whoever looks at the jobs would see them run for ever.
final class DeadLaunches {

    /// Parameter of a launch that tells who works on it; no part of its identity.
    static final String NODE = "node";

    static final String RUN = "runId";

    private static final Logger LOG = LoggerFactory.getLogger(DeadLaunches.class);

    private final JobRepository repository;
    private final JobOperator operator;
    private final IntPredicate ended;
    private final String node;

    /// @param ended whether a run is over, so that nobody works on it whatever its launches say
    /// @param node name of this process
    DeadLaunches(JobRepository repository, JobOperator operator, IntPredicate ended, String node) {
        this.repository = repository;
        this.operator = operator;
        this.ended = ended;
        this.node = node;
    }

    /// To be called before this process launches anything: what is said to run on it is of an
    /// earlier life. Launches of other nodes count as dead where their run is over; until then they
    /// may be alive and must not be disturbed.
    void recover() {
        for (JobExecution execution : repository.findRunningJobExecutions(RunJob.NAME)) {
            JobParameters parameters = execution.getJobParameters();
            Long run = parameters.getLong(RUN);
            if (node.equals(parameters.getString(NODE))
                    || (run != null && ended.test(run.intValue()))) {
                LOG.info("Launch {} of run {} had died", execution.getId(), run);
                operator.recover(execution);
            }
        }
    }
}
