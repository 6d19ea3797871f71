using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Storage;

/// <summary>The contract on a file system whose times step by the kernel's ticks, as all did before Linux 6.13.</summary>
[TestClass]
public sealed class CoarseFileStoreContractTests : FileStoreContract
{
    private readonly List<FileStore> _stores = [];
    private MountPoint? _mount;

    protected override string Folder => _mount!.Path;

    [TestInitialize]
    public void Mount()
    {
        Needs.Linux();
        _mount = new MountPoint("ramfs");
    }

    internal override IChannelStore Open()
    {
        _stores.Add(TestStore.Open(Folder));
        return _stores[^1];
    }

    protected override void Dispose(bool disposing)
    {
        _stores.ForEach(store => store.Dispose());
        _mount?.Dispose();
        base.Dispose(disposing);
    }
}
