using System.Reflection;

namespace NovComet.Tests.Architecture;

/// <summary>Types as C# writes them.</summary>
internal static class TypeNames
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool", [typeof(byte)] = "byte",
        [typeof(char)] = "char", [typeof(int)] = "int", [typeof(long)] = "long", [typeof(double)] = "double",
    };

    /// <summary>A type with its namespace left out, as it stands where nullability is not known.</summary>
    public static string Of(Type type)
    {
        if (s_keywords.TryGetValue(type, out string? keyword)) return keyword;
        if (Nullable.GetUnderlyingType(type) is { } value) return Of(value) + "?";
        if (type.IsArray || type.IsByRef) return Of(type.GetElementType()!) + (type.IsArray ? "[]" : "");
        return type.IsGenericType ? Generic(type, type.GetGenericArguments().Select(Of)) : type.Name;
    }

    /// <summary>A type with question marks where a reference can be null.</summary>
    public static string Of(NullabilityInfo info)
    {
        Type type = info.Type.IsByRef ? info.Type.GetElementType()! : info.Type;
        bool canBeNull = info.ReadState == NullabilityState.Nullable || info.WriteState == NullabilityState.Nullable;
        string mark = canBeNull && !type.IsValueType ? "?" : "";
        if (info.ElementType is { } element) return Of(element) + "[]" + mark;
        if (!type.IsGenericType || Nullable.GetUnderlyingType(type) is not null) return Of(type) + mark;
        return Generic(type, info.GenericTypeArguments.Select(Of)) + mark;
    }

    private static string Generic(Type type, IEnumerable<string> arguments) => $"{type.Name.Split('`')[0]}<{string.Join(", ", arguments)}>";
}
