using NovComet.Channels;
using NovComet.Storage;
using NovComet.Storage.Native;
using NovComet.Testing;

namespace NovComet.Tests.Storage;

/// <summary>The contract for channels that are files of a folder, which other programs touch and remove.</summary>
public abstract class FileStoreContract : ChannelStoreContract, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    /// <summary>The channel directory of this test.</summary>
    protected virtual string Folder => _directory.Path;

    internal override void ChangeFromOutside(ChannelName channel)
    {
        Needs.Linux();
        var files = new LinuxFileTimes(Folder);
        string file = ChannelDirectory.FileNameOf(channel);
        if (!files.TryCreate(file, UnixFileMode.UserRead | UnixFileMode.UserWrite)) files.Touch(file);
    }

    internal override void RemoveFromOutside(ChannelName channel) => File.Delete(Path.Combine(Folder, ChannelDirectory.FileNameOf(channel)));

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _directory.Dispose();
}
