package org.vigie.engine.event;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.util.function.SingletonSupplier;

/** The names of events and of their listeners in the database, today's and former ones. Thread-safe. */
@Component
class EventNames implements SmartInitializingSingleton {

    private static final String OURS = "org.vigie.";

    private record Names(Map<String, Class<?>> events, Map<String, String> listeners) {}

    private final Supplier<Names> names;

    EventNames(ConfigurableListableBeanFactory beans) {
        // the registry of events is there before most beans
        this.names = SingletonSupplier.of(() -> read(beans));
    }

    /** A name that is missing or given twice stops the start. */
    @Override
    public void afterSingletonsInstantiated() {
        names.get();
    }

    String of(Class<?> event) {
        StoredAs stored = event.getAnnotation(StoredAs.class);
        if (stored == null) {
            throw new IllegalStateException(event.getName() + " has listeners after a commit and no @StoredAs");
        }
        return stored.value();
    }

    /** Empty if nobody listens to such an event. */
    Optional<Class<?>> event(String stored) {
        return Optional.ofNullable(names.get().events().get(stored));
    }

    /** Today's name of a listener; empty if there is no such listener. */
    Optional<String> listener(String stored) {
        return Optional.ofNullable(names.get().listeners().get(stored));
    }

    /** All names that are kept for an event, today's and former ones. */
    Map<String, Class<?>> events() {
        return Map.copyOf(names.get().events());
    }

    private Names read(ConfigurableListableBeanFactory beans) {
        Names found = new Names(new HashMap<>(), new HashMap<>());
        for (String bean : beans.getBeanDefinitionNames()) {
            Class<?> type = AutoProxyUtils.determineTargetClass(beans, bean);
            if (type != null && type.getName().startsWith(OURS)) {
                MethodIntrospector.selectMethods(type, (MethodIntrospector.MetadataLookup<TransactionalEventListener>)
                                method -> AnnotatedElementUtils.findMergedAnnotation(
                                        method, TransactionalEventListener.class))
                        .forEach((method, listener) -> add(found, method, listener.id()));
            }
        }
        return found;
    }

    private void add(Names found, Method method, String id) {
        Class<?> event = method.getParameterTypes()[0];
        put(found.events(), of(event), event);
        for (String former : event.getAnnotation(StoredAs.class).former()) {
            put(found.events(), former, event);
        }
        if (id.isEmpty() || found.listeners().containsKey(id)) {
            throw new IllegalStateException(method + " has no name of its own: '" + id + "'");
        }
        found.listeners().put(id, id);
        for (String former : formerNames(method)) {
            put(found.listeners(), former, id);
        }
    }

    private static String[] formerNames(Method method) {
        AfterCommit after = AnnotatedElementUtils.findMergedAnnotation(method, AfterCommit.class);
        if (after != null) {
            return after.former();
        }
        AtCommit at = AnnotatedElementUtils.findMergedAnnotation(method, AtCommit.class);
        return at == null ? new String[0] : at.former();
    }

    private static <T> void put(Map<String, T> names, String name, T meaning) {
        T other = names.put(name, meaning);
        if (other != null && !other.equals(meaning)) {
            throw new IllegalStateException("the stored name " + name + " means " + other + " and " + meaning);
        }
    }
}
