using Microsoft.Extensions.FileProviders;
using NovComet.Storage;
using NovComet.Storage.Log;

namespace NovComet.Tests.Storage;

[TestClass]
public sealed class PortableFileStoreContractTests : FileStoreContract
{
    private readonly List<PhysicalFileProvider> _providers = [];

    internal override IChannelStore Open()
    {
        var provider = new PhysicalFileProvider(Folder);
        _providers.Add(provider);
        FileStore store = TestStore.On(Folder, new PortableFileTimes(Folder, provider, TimeProvider.System), TimeProvider.System, logFiles: new PortableLogFiles(Folder));
        store.Open();
        return store;
    }

    protected override void Dispose(bool disposing)
    {
        _providers.ForEach(provider => provider.Dispose());
        base.Dispose(disposing);
    }
}
