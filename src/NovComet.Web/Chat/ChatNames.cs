using NovComet.Channels;
using NovComet.Storage;

namespace NovComet.Web.Chat;

/// <summary>
/// Who is called what. A name is a file beside the channels, which says who its holder is; its time is when the name was last used.
/// So names outlive the gateway, and two gateways on one directory agree.
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
    /// <returns>Who its holder is now; null where it is somebody else's. A name that was held already keeps its spelling.</returns>
    /// <exception cref="IOException">The folder cannot be written to, or holds as many names as it may.</exception>
    public ChatPerson? Take(string name, string secret)
    {
        lock (_lock)
        {
            if (Prove(name, secret) is { } known) return known;
            directory.EnsureOwnFolder();
            Directory.CreateDirectory(Folder);
            Forget();
            string path = PathOf(name);
            if (File.Exists(path) && !IsFree(path)) return null;
            File.Delete(path);
            ChatHolder holder = ChatHolder.New(name, secret);
            holder.Write(path);
            return holder.Person;
        }
    }

    /// <summary>Who holds a name by that secret; notes that it is in use.</summary>
    /// <returns>The holder; null where the secret is not the holder's.</returns>
    public ChatPerson? Prove(string name, string secret)
    {
        string path = PathOf(name);
        if (ChatHolder.Read(path) is not { } holder || !holder.Has(secret)) return null;
        try
        {
            if (AgeOf(path) > s_noted) File.SetLastWriteTimeUtc(path, time.GetUtcNow().UtcDateTime);
            return holder.Person;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Who is called so, in whatever letters' case.</summary>
    /// <returns>The holder; null where nobody is.</returns>
    public ChatPerson? Find(string name) => ChatHolder.Read(PathOf(name))?.Person;

    /// <summary>Gives a name back.</summary>
    public void Release(string name, string secret)
    {
        lock (_lock)
        {
            if (Prove(name, secret) is not null) File.Delete(PathOf(name));
        }
    }

    private bool IsFree(string path) =>
        AgeOf(path) > s_lease
        && (ChatHolder.Read(path) is not { } holder || comet.GetPresence(ChatChannels.OfPerson(holder.Person)).Subscribers == 0);

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
}
