package org.parley.server.jobs;

import org.parley.server.ParleySettings;
import org.springframework.batch.core.job.AbstractJob;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.batch.autoconfigure.BatchTaskExecutor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.scheduling.annotation.EnableScheduling;

/// Runs jobs on virtual threads, a bounded number at a time, and stops them with the node.
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class JobsConfiguration {

    @Bean(defaultCandidate = false)
    @BatchTaskExecutor
    SimpleAsyncTaskExecutor batchTaskExecutor(ParleySettings settings, RunningJobs runningJobs) {
        var executor = new SimpleAsyncTaskExecutor("batch-");
        executor.setVirtualThreads(true);
        executor.setConcurrencyLimit(settings.jobs().concurrent());
        executor.setTaskDecorator(runningJobs);
        return executor;
    }

    @Bean
    RunningJobs runningJobs(ParleySettings settings) {
        return new RunningJobs(settings.jobs().stopPatience());
    }

    /// Makes every job of the context tell {@link RunningJobs} that it runs here.
    @Bean
    static BeanPostProcessor jobsReport(ObjectProvider<RunningJobs> runningJobs) {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof AbstractJob job) {
                    job.registerJobExecutionListener(runningJobs.getObject());
                }
                return bean;
            }
        };
    }
}
