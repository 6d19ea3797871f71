namespace NovComet.Web.Access;

/// <summary>Reads <c>NovComet:Keys</c>: a secret for each name, or where a key has more to say, its settings.</summary>
internal static class KeyReader
{
    private const int LeastLength = 16;

    private static readonly string[] s_known = ["Name", "Key", "Channels"];

    public static IReadOnlyList<AccessKey> Read(IConfigurationSection section, List<string> mistakes)
    {
        if (section.Value is not null) mistakes.Add($"{section.Path} is a value: write a name and a secret for each key, such as {{\"shop\": \"…\"}}.");
        List<AccessKey> keys = [];
        foreach (IConfigurationSection child in section.GetChildren())
        {
            if (ReadOne(child, mistakes) is not var (name, secret, channels)) continue;
            if (new KeyRing(keys) is var ring && ring.ByName(name) is not null)
                mistakes.Add($"{child.Path}: there are two keys with the name '{name}': give each its own.");
            else if (ring.Find(secret) is { } other)
                mistakes.Add($"{child.Path}: the keys '{other.Name}' and '{name}' have the same secret: give each its own.");
            else
                keys.Add(new AccessKey(name, secret, channels));
        }

        return keys;
    }

    private static (string Name, string Secret, ChannelPattern[]? Channels)? ReadOne(IConfigurationSection section, List<string> mistakes)
    {
        AccessSettingsReader.Refuse(section, s_known, mistakes);
        string? name = section["Name"] ?? (section.Key.All(char.IsAsciiDigit) ? null : section.Key);
        string? secret = section.Value ?? section["Key"];
        ChannelPattern[]? channels = AccessSettingsReader.Patterns(section.GetSection("Channels"), mistakes);
        if (string.IsNullOrWhiteSpace(name) || name.Contains(',', StringComparison.Ordinal))
            mistakes.Add($"{section.Path} has no name, or one with a comma: write \"Name\": \"shop\".");
        else if (secret is not { Length: >= LeastLength } || secret.Any(c => c is <= ' ' or > '~'))
            mistakes.Add($"{section.Path} has no secret of at least {LeastLength} visible ASCII characters: make one by openssl rand -hex 24.");
        else
            return (name, secret, channels);
        return null;
    }
}
