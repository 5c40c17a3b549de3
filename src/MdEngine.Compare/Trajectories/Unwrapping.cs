namespace MdEngine.Compare.Trajectories;

/// <summary>How the paths of atoms are followed across the faces of the cell.</summary>
public enum Unwrapping
{
    /// <summary>By image flags where the file has them, otherwise by minimum image.</summary>
    Auto,

    /// <summary>From frame to frame an atom has moved to the nearest image.</summary>
    MinimumImage,

    /// <summary>The file counts the cells that each atom has left.</summary>
    Images,

    /// <summary>The positions of the file are unwrapped already, however far atoms move between frames.</summary>
    None,
}
