package org.parley.batch.testing;

import javax.sql.DataSource;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.launch.support.JobOperatorFactoryBean;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.JdbcJobRepositoryFactoryBean;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.jdbc.support.JdbcTransactionManager;

/// Jobs as the application runs them, but in the caller's thread.
public final class TestJobs {

    private TestJobs() {}

    public static JobRepository repository(DataSource postgres) throws Exception {
        var factory = new JdbcJobRepositoryFactoryBean();
        factory.setDataSource(postgres);
        factory.setTransactionManager(new JdbcTransactionManager(postgres));
        factory.setDatabaseType("POSTGRES");
        factory.setIsolationLevelForCreate("ISOLATION_READ_COMMITTED");
        factory.afterPropertiesSet();
        return factory.getObject();
    }

    /// Returns when the job has ended.
    public static JobOperator operator(JobRepository repository, DataSource postgres)
            throws Exception {
        var factory = new JobOperatorFactoryBean();
        factory.setJobRepository(repository);
        factory.setTransactionManager(new JdbcTransactionManager(postgres));
        factory.setApplicationContext(new StaticApplicationContext());
        factory.afterPropertiesSet();
        return factory.getObject();
    }
}
