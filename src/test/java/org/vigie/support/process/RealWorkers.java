package org.vigie.support.process;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.camunda.client.annotation.CustomHeaders;
import io.camunda.client.annotation.ElementInstanceKey;
import io.camunda.client.annotation.JobKey;
import io.camunda.client.annotation.JobWorker;
import io.camunda.client.annotation.ProcessInstanceKey;
import io.camunda.client.annotation.Variable;
import io.camunda.client.annotation.VariablesAsType;
import io.camunda.client.api.response.ActivatedJob;
import io.camunda.client.api.worker.JobClient;
import io.camunda.client.exception.BpmnError;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;

/** Lets the application's own workers do the jobs of a test, on its services and database. */
public final class RealWorkers {

    private final ApplicationContext context;
    private final ObjectMapper json;

    public RealWorkers(ApplicationContext context) {
        this.context = context;
        this.json =
                context.getBean(ObjectMapper.class).copy().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
    }

    /** From now on, jobs of the type that this worker declares are done by it. */
    public RealWorkers handle(ProcessRun run, Class<?> worker) {
        Method method = Arrays.stream(worker.getMethods())
                .filter(each -> each.isAnnotationPresent(JobWorker.class))
                .findFirst()
                .orElseThrow();
        Object bean = context.getBean(worker);
        run.worker(method.getAnnotation(JobWorker.class).type(), job -> call(bean, method, job));
        return this;
    }

    private Map<String, Object> call(Object bean, Method method, Job job) throws BusinessError {
        RecordedJob recorded = new RecordedJob(job);
        Object[] arguments = Arrays.stream(method.getParameters())
                .map(parameter -> argument(parameter, job, recorded))
                .toArray();
        try {
            Object result = method.invoke(bean, arguments);
            if (!method.getAnnotation(JobWorker.class).autoComplete()) {
                return recorded.result();
            }
            return result == null ? Map.of() : json.convertValue(result, new TypeReference<>() {});
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof BpmnError error) {
                throw new BusinessError(
                        error.getErrorCode(),
                        error.getVariables() == null
                                ? Map.of()
                                : json.convertValue(error.getVariables(), new TypeReference<>() {}));
            }
            throw new IllegalStateException(job.type() + " failed", e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    private @Nullable Object argument(Parameter parameter, Job job, RecordedJob recorded) {
        if (parameter.isAnnotationPresent(VariablesAsType.class)) {
            return json.convertValue(job.variables(), parameter.getType());
        }
        if (parameter.isAnnotationPresent(Variable.class)) {
            String given = parameter.getAnnotation(Variable.class).name();
            String name = given.isEmpty() ? parameter.getName() : given;
            return json.convertValue(job.variables().get(name), json.constructType(parameter.getParameterizedType()));
        }
        if (parameter.isAnnotationPresent(CustomHeaders.class)) {
            return job.headers();
        }
        if (parameter.isAnnotationPresent(ProcessInstanceKey.class)) {
            return job.processInstanceKey();
        }
        if (parameter.isAnnotationPresent(ElementInstanceKey.class)) {
            return job.elementInstanceKey();
        }
        if (parameter.isAnnotationPresent(JobKey.class)) {
            return job.key();
        }
        if (parameter.getType().equals(ActivatedJob.class)) {
            return recorded.job();
        }
        if (parameter.getType().equals(JobClient.class)) {
            return recorded.client();
        }
        throw new IllegalStateException("no value for " + parameter + " of " + job.type());
    }
}
