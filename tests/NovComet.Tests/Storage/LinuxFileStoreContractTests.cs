using NovComet.Storage;
using NovComet.Testing;

namespace NovComet.Tests.Storage;

[TestClass]
public sealed class LinuxFileStoreContractTests : FileStoreContract
{
    [TestInitialize]
    public void NeedLinux() => Needs.Linux();

    internal override IChannelStore Open() => TestStore.Open(Folder);
}
