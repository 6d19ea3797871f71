using System.Security.Cryptography;
using System.Text;
using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.Web.Chat;

/// <summary>
/// Who is called what. A name is a file beside the channels, with the hash of the secret that its holder's browser has; its time is
/// when the name was last used. So names outlive the gateway, and two gateways on one directory agree.
/// </summary>
/// <remarks>A name is free again once its holder is away and has not used it for a day. Letters' case makes no other name.</remarks>
internal sealed class ChatNames(ChannelDirectory directory, IComet comet, TimeProvider time)
{
    private const int MostNames = 2000;
    private const string Extension = ".name";

    private static readonly TimeSpan s_lease = TimeSpan.FromDays(1);
    private static readonly TimeSpan s_noted = TimeSpan.FromMinutes(10);

    private readonly Lock _lock = new();

    private string Folder => Path.Combine(directory.OwnFolder, "chat-names");

    /// <summary>Takes a name for the holder of a secret.</summary>
    /// <returns>Whether it is the holder's now.</returns>
    /// <exception cref="IOException">The folder cannot be written to, or holds as many names as it may.</exception>
    public bool TryTake(string name, string secret)
    {
        lock (_lock)
        {
            if (IsHeldBy(name, secret)) return true;
            directory.EnsureOwnFolder();
            Directory.CreateDirectory(Folder);
            Forget();
            string path = PathOf(name);
            if (File.Exists(path) && !IsFree(path, name)) return false;
            File.Delete(path);
            using FileStream file = new(path, FileMode.CreateNew);
            file.Write(HashOf(secret));
            return true;
        }
    }

    /// <summary>Whether a name belongs to the holder of a secret; notes that it is in use.</summary>
    public bool IsHeldBy(string name, string secret)
    {
        string path = PathOf(name);
        try
        {
            if (!CryptographicOperations.FixedTimeEquals(File.ReadAllBytes(path), HashOf(secret))) return false;
            if (AgeOf(path) > s_noted) File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
            return true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    /// <summary>Whether anybody is called so.</summary>
    public bool IsHeld(string name) => File.Exists(PathOf(name));

    /// <summary>Gives a name back.</summary>
    public void Release(string name, string secret)
    {
        lock (_lock)
        {
            if (IsHeldBy(name, secret)) File.Delete(PathOf(name));
        }
    }

    private bool IsFree(string path, string name) =>
        AgeOf(path) > s_lease && comet.GetPresence(ChatChannels.OfPerson(name)).Subscribers == 0;

    private TimeSpan AgeOf(string path) => time.GetUtcNow().UtcDateTime - File.GetLastWriteTimeUtc(path);

    private void Forget()
    {
        string[] held = Directory.GetFiles(Folder, "*" + Extension);
        if (held.Length < MostNames) return;
        int left = held.Length;
        foreach (string path in held.Where(path => AgeOf(path) > s_lease))
        {
            File.Delete(path);
            left--;
        }

        if (left >= MostNames) throw new IOException($"{MostNames} names are taken, as many as there may be: come back tomorrow.");
    }

    private string PathOf(string name) => Path.Combine(Folder, ChannelName.Parse(name.ToLowerInvariant()).Encoded + Extension);

    private static byte[] HashOf(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));
}
