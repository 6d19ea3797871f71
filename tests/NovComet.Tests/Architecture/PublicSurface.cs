using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace NovComet.Tests.Architecture;

/// <summary>Writes all that an assembly shows to its users, one line a member, in an order that changes only with it.</summary>
internal static class PublicSurface
{
    private const BindingFlags Shown = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    // Each time anew, because a context is not meant for several threads.
    private static NullabilityInfoContext Nullability => new();

    public static string Of(Assembly assembly) =>
        string.Join('\n', assembly.GetExportedTypes().OrderBy(type => type.FullName, StringComparer.Ordinal).Select(Of));

    private static string Of(Type type)
    {
        IEnumerable<string> members = type.GetMembers(Shown)
            .Where(member => !member.IsDefined(typeof(CompilerGeneratedAttribute)) || member is FieldInfo { IsSpecialName: true })
            .Select(Line)
            .OfType<string>()
            .Order(StringComparer.Ordinal);
        return $"{type.Namespace}.{Heading(type)}\n{string.Concat(members.Select(line => $"    {line}\n"))}";
    }

    private static string Heading(Type type)
    {
        string kind = type switch
        {
            { IsEnum: true } => "enum",
            { IsInterface: true } => "interface",
            { IsValueType: true } => type.IsDefined(typeof(IsReadOnlyAttribute)) ? "readonly struct" : "struct",
            { IsAbstract: true, IsSealed: true } => "static class",
            { IsSealed: true } => "sealed class",
            _ => "class",
        };
        IEnumerable<string> parents = type.GetInterfaces().Select(TypeNames.Of).Order(StringComparer.Ordinal);
        if (type.BaseType is { } parent && parent != typeof(object) && !type.IsValueType) parents = parents.Prepend(TypeNames.Of(parent));
        return $"{TypeNames.Of(type)}: {kind}{(type.IsEnum ? "" : string.Concat(parents.Select(name => $", {name}")))}";
    }

    private static string? Line(MemberInfo member) => member switch
    {
        FieldInfo { IsPublic: true, IsSpecialName: false } field => Line(field),
        PropertyInfo property when property.GetAccessors().Length > 0 => Line(property),
        EventInfo e => $"event {TypeNames.Of(e.EventHandlerType!)} {e.Name}",
        ConstructorInfo { IsPublic: true } constructor => $"new({Parameters(constructor)})",
        MethodInfo method when IsShown(method) => Line(method),
        _ => null,
    };

    private static string Line(FieldInfo field)
    {
        if (!field.IsLiteral) return $"{(field.IsStatic ? "static " : "")}{TypeNames.Of(Nullability.Create(field))} {field.Name}";
        string value = Literal(field.GetRawConstantValue());
        return field.DeclaringType!.IsEnum ? $"{field.Name} = {value}" : $"const {TypeNames.Of(field.FieldType)} {field.Name} = {value}";
    }

    private static string Line(PropertyInfo property)
    {
        string name = property.GetIndexParameters() is { Length: > 0 } index ? $"this[{string.Join(", ", index.Select(Parameter))}]" : property.Name;
        string accessors = string.Join(' ', property.GetAccessors().Select(accessor => Access(property, accessor)).Order(StringComparer.Ordinal));
        string modifier = property.GetAccessors()[0].IsStatic ? "static " : "";
        return $"{modifier}{TypeNames.Of(Nullability.Create(property))} {name} {{ {accessors} }}";
    }

    private static string Access(PropertyInfo property, MethodInfo accessor)
    {
        if (accessor == property.GetMethod) return "get;";
        return accessor.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) ? "init;" : "set;";
    }

    private static bool IsShown(MethodInfo method) =>
        method.IsPublic && (!method.IsSpecialName || method.Name.StartsWith("op_", StringComparison.Ordinal));

    private static string Line(MethodInfo method)
    {
        string modifier = method.IsStatic ? "static " : method.GetBaseDefinition() != method ? "override " : "";
        string extension = method.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        string generics = method.IsGenericMethod ? $"<{string.Join(", ", method.GetGenericArguments().Select(TypeNames.Of))}>" : "";
        return $"{modifier}{TypeNames.Of(Nullability.Create(method.ReturnParameter))} {method.Name}{generics}({extension}{Parameters(method)})";
    }

    private static string Parameters(MethodBase method) => string.Join(", ", method.GetParameters().Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string prefix = parameter.IsOut ? "out " : parameter.ParameterType.IsByRef ? "ref " : "";
        if (parameter.IsDefined(typeof(ParamArrayAttribute)) || parameter.IsDefined(typeof(ParamCollectionAttribute))) prefix = "params ";
        string suffix = parameter.HasDefaultValue ? $" = {Default(parameter)}" : "";
        return $"{prefix}{TypeNames.Of(Nullability.Create(parameter))} {parameter.Name}{suffix}";
    }

    private static string Default(ParameterInfo parameter) =>
        parameter.DefaultValue is null && parameter.ParameterType.IsValueType ? "default" : Literal(parameter.DefaultValue);

    private static string Literal(object? value) => value switch
    {
        null => "null",
        string text => $"\"{text}\"",
        _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
    };
}
