using NovComet.Channels;
using NovComet.Testing;

namespace NovComet.Tests.Storage;

/// <summary>The contract for channels that are files of a folder, which other programs touch and remove.</summary>
public abstract class FileStoreContract : MessageStoreContract, IDisposable
{
    private readonly TemporaryDirectory _directory = new();

    /// <summary>The channel directory of this test.</summary>
    protected virtual string Folder => _directory.Path;

    internal override void ChangeFromOutside(ChannelName channel) => OutsideWorld.Change(Folder, channel);

    internal override void RemoveFromOutside(ChannelName channel) => OutsideWorld.Remove(Folder, channel);

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing) => _directory.Dispose();
}
