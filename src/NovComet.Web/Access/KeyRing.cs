namespace NovComet.Web.Access;

/// <summary>The publishers' keys.</summary>
internal sealed class KeyRing(IReadOnlyList<AccessKey> keys)
{
    public int Count => keys.Count;

    /// <summary>Finds the key with a secret. All are compared, so that the time tells nothing.</summary>
    public AccessKey? Find(string secret)
    {
        byte[] hash = AccessKey.HashOf(secret);
        AccessKey? found = null;
        foreach (AccessKey key in keys)
        {
            if (key.IsFor(hash)) found = key;
        }

        return found;
    }

    public AccessKey? ByName(string name) => keys.FirstOrDefault(key => string.Equals(key.Name, name, StringComparison.Ordinal));
}
