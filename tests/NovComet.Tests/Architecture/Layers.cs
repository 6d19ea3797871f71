using Mono.Cecil;
using Mono.Collections.Generic;

namespace NovComet.Tests.Architecture;

/// <summary>An assembly as its folders, and which of them each one knows.</summary>
internal sealed class Layers : IDisposable
{
    private readonly AssemblyDefinition _assembly;
    private readonly string _root;

    /// <param name="marker">Any type of the assembly.</param>
    /// <param name="root">The namespace of its top folder.</param>
    public Layers(Type marker, string root)
    {
        _assembly = AssemblyDefinition.ReadAssembly(marker.Assembly.Location);
        _root = root;
    }

    /// <summary>The names of the assemblies that it refers to.</summary>
    public IReadOnlyList<string> References => [.. _assembly.MainModule.AssemblyReferences.Select(reference => reference.Name)];

    /// <summary>The folders that hold types; the top folder is the empty name.</summary>
    public IReadOnlyList<string> Folders => [.. Types.Select(FolderOf).OfType<string>().Distinct().Order(StringComparer.Ordinal)];

    /// <summary>Each type's knowledge of a folder that its own may not know, as a line that says which type it is.</summary>
    /// <param name="allowed">For each folder, those that it may know besides itself.</param>
    public IEnumerable<string> Breaches(IReadOnlyDictionary<string, string[]> allowed) =>
        from type in Types
        let folder = FolderOf(type)
        where folder is not null
        from known in TypeReferences.Of(type).Select(FolderOf).OfType<string>().Distinct()
        where known != folder && !allowed.GetValueOrDefault(folder, []).Contains(known)
        select $"{type.FullName} knows {(known.Length == 0 ? "the top folder" : known)}";

    /// <summary>The folders of another assembly that this one knows.</summary>
    /// <param name="other">The other assembly's name, which is also the namespace of its top folder.</param>
    public IEnumerable<string> FoldersKnownOf(string other) =>
        Types.SelectMany(TypeReferences.Of)
            .Where(type => type.Scope.Name == other)
            .Select(type => type.Namespace.Length > other.Length ? type.Namespace[(other.Length + 1)..] : "")
            .Distinct()
            .Order(StringComparer.Ordinal);

    public void Dispose() => _assembly.Dispose();

    private Collection<TypeDefinition> Types => _assembly.MainModule.Types;

    /// <summary>The first folder below the top in which a type lives; null where the type is of another assembly, or of no folder.</summary>
    private string? FolderOf(TypeReference type)
    {
        while (type.DeclaringType is { } outer) type = outer;
        if (type.Scope != _assembly.MainModule && type.Scope.Name != _assembly.Name.Name) return null;
        if (type.Namespace == _root) return "";
        return type.Namespace.StartsWith(_root + '.', StringComparison.Ordinal) ? type.Namespace[(_root.Length + 1)..].Split('.')[0] : null;
    }
}
